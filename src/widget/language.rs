//! The language of the names and of the interface.

use super::{Effects, Widget};
use crate::story::Story;
use crate::words::Words;

impl Widget {
    /// BCP 47 tag of the language of names and of the interface: the one asked for; else the page's, in
    /// the story's closer word for it (`en-US` for `en`); else the story's.
    pub fn lang(&self) -> &str {
        self.lang_with(&self.story)
    }

    /// The same with another story.
    pub(crate) fn lang_with<'a>(&'a self, story: &'a Story) -> &'a str {
        let story = story.lang.as_deref().unwrap_or_default();
        let page = self.page_lang.as_str();
        let closer = || story.get(..page.len()).is_some_and(|start| start.eq_ignore_ascii_case(page));
        match (self.lang.as_str(), page, story) {
            ("", "", "") => "en",
            ("", "", story) => story,
            ("", _, story) if closer() => story,
            ("", page, _) => page,
            (lang, ..) => lang,
        }
    }

    /// What the interface says.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// A language was asked for, or the words of another one have come.
    pub(super) fn language_changed(&mut self, effects: &mut Effects) {
        self.words = self.words.in_language(self.lang());
        self.decide_anew();
        self.reframe(effects);
    }
}
