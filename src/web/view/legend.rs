//! The legend's button, and the legend for those who do not see it.

use super::View;
use crate::layout::legend::Stand;
use crate::web::dom;
use crate::widget::Input;
use crate::words::Text;
use wasm_bindgen::prelude::*;

const ICON: &str =
    "M5 4a1.3 1.3 0 11-2.6 0 1.3 1.3 0 012.6 0M2.5 7h2.4v2.4H2.5zM2.2 13.3l3-2M8 4h5.5M8 8.2h5.5M8 12.3h5.5";

#[wasm_bindgen]
impl View {
    /// Opens or closes the legend.
    pub fn toggle_legend(&mut self) -> u32 {
        self.legend_open = Some(!self.legend_is_open());
        self.settle_legend()
    }
}

impl View {
    /// On a narrow map the legend waits behind its button; where there is no button it cannot.
    fn legend_is_open(&self) -> bool {
        !self.narrow || self.legend_button.is_none() || self.legend_open.unwrap_or(false)
    }

    /// Makes the legend's button at the end of the controls; `wanted` when the page asks for a legend.
    pub(super) fn add_legend_button(&mut self, wanted: bool, is_static: bool) {
        self.legend_wanted = wanted;
        self.legend_button = (!is_static).then(|| {
            let button = dom::button(&self.controls, "control", Some(Text::Legend), "legend", ICON);
            dom::set(&button, "part", "control");
            button
        });
    }

    /// Shows the legend, or its button, as the width of the map and the reader have it.
    pub(super) fn settle_legend(&mut self) -> u32 {
        let open = self.legend_is_open();
        let stand = if open { Stand::Over } else { Stand::Hidden };
        let flags = self.apply(Input::Legend { wanted: self.legend_wanted, stand });
        if let Some(button) = &self.legend_button {
            button.set_hidden(!self.narrow || self.widget.legend().is_empty());
            dom::set(button, "aria-expanded", if open { "true" } else { "false" });
        }
        flags | self.over_moved()
    }

    /// A line that finds no room for its name on the map goes into the legend, and out of it again.
    pub(super) fn legend_follows(&mut self) {
        if self.widget.legend().len() != self.legend_told {
            self.tell_legend();
        }
    }

    /// Writes the legend for assistive technology: each meaning with the places that it is true of.
    pub(super) fn tell_legend(&mut self) {
        self.settle_legend();
        dom::clear(&self.told);
        let (entries, lang) = (self.widget.legend(), self.widget.lang());
        self.legend_told = entries.len();
        self.told.set_hidden(entries.is_empty());
        dom::set(&self.told, "lang", lang);
        for entry in entries {
            let names: Vec<&str> =
                entry.places.iter().map(|&i| self.widget.story().places[i].name.get(lang)).collect();
            let text =
                [entry.label.as_str(), ": ", &names.join(self.widget.words().get(Text::Comma))].concat();
            dom::append(&self.told, "li", "").set_text_content(Some(&text));
        }
    }
}
