//! The canvas, and what is kept of it while the map moves.

use super::View;
use crate::geo::ScreenRect;
use crate::scene::Scene;
use crate::web::canvas;
use crate::widget::Ground;
use web_sys::HtmlCanvasElement;

/// A picture of the ground.
pub struct Kept {
    picture: HtmlCanvasElement,
    shows: Ground,
    /// Its px to a CSS px.
    ratio: f64,
}

impl View {
    /// Paints the scene. At rest each of its orders is carried out; a map that moves is put together from
    /// what can be kept, and the rest.
    pub(super) fn put_on_canvas(&mut self, scene: &Scene) {
        self.painter.begin_frame(self.widget.is_moving());
        if !self.widget.keeps_ground() {
            // It may be as large as the canvas, and a map rests most of the time.
            self.kept = None;
            return self.painter.paint(&self.ctx, &scene.ops, self.ratio);
        }
        let (widget, ratio) = (&self.widget, self.ratio);
        let place = |kept: &Kept| widget.ground_at(&kept.shows).filter(|_| kept.ratio == ratio);
        let kept = match self.kept.take() {
            Some(kept) if place(&kept).is_some() => kept,
            before => {
                let (shows, scene) = widget.ground();
                let picture = before.map_or_else(|| canvas::beside(&self.canvas), |kept| kept.picture);
                // This empties it, too.
                picture.set_width((scene.width * ratio).round() as u32);
                picture.set_height((scene.height * ratio).round() as u32);
                self.painter.paint(&canvas::context(&picture), &scene.ops, ratio);
                Kept { picture, shows, ratio }
            }
        };
        let rect = place(&kept).unwrap_or_default();
        let rect = ScreenRect::new(rect.x * ratio, rect.y * ratio, rect.width * ratio, rect.height * ratio);
        // Names that fade in at rest stand where they stay.
        let stamps = widget.is_moving().then_some(&mut self.stamps);
        self.painter.put_together(&self.ctx, scene, ratio, (&kept.picture, rect), stamps);
        self.kept = Some(kept);
    }
}
