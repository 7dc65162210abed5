//! How the map moves: put elsewhere, flying, gliding, under the reader's fingers.

use super::glide::Glide;
use super::{Aim, Effects, Hint, Widget};
use crate::camera::{Camera, Flight};
use crate::geo::project;
use crate::gesture::Intent;
use crate::theme::{LONGEST_FRAME_MS, SETTLE_MS};

/// Levels of zoom for one press of a button or a double tap.
pub(super) const ZOOM_STEP: f64 = 1.0;

impl Widget {
    /// Whether the view changes from frame to frame: then names keep their places, and are laid out anew
    /// when it has come to rest.
    pub fn is_moving(&self) -> bool {
        self.flight.is_some() || self.glide.is_some() || self.gesture.is_moving() || self.restless
    }

    pub(super) fn aimed(&self, aim: Aim) -> Camera {
        let view = self.camera.viewport();
        let centre = aim.center.map_or(self.camera.centre(), project);
        Camera::new(centre, aim.zoom.unwrap_or(self.camera.zoom()), view.width, view.height)
    }

    /// Goes to a view: flying, unless the reader wants no motion.
    pub(super) fn go(&mut self, to: Camera, fly: bool, effects: &mut Effects) {
        self.moved = true;
        self.led = false;
        self.glide = None;
        if fly && !self.reduced_motion && to != self.camera {
            self.flight = Some((Flight::new(self.camera, to), None));
            effects.animate = true;
            effects.redraw = true;
        } else {
            self.flight = None;
            self.jump(to, effects);
        }
    }

    /// Puts the map elsewhere at once. A page, or a wheel, may do so a little with every frame.
    pub(super) fn jump(&mut self, to: Camera, effects: &mut Effects) {
        self.restless = self.now > self.jumped && !self.has_settled();
        (self.jumped, self.frames) = (self.now, 0);
        effects.animate |= self.restless;
        self.set_camera(to, effects);
    }

    /// Whether a map that was put elsewhere would have been again by now, were it still to move. A single frame of a
    /// slow device lasts longer than several of a fast one.
    fn has_settled(&self) -> bool {
        self.now - self.jumped >= if self.frames == 1 { LONGEST_FRAME_MS } else { SETTLE_MS }
    }

    pub(super) fn settle_on(&mut self, effects: &mut Effects) {
        if self.restless {
            self.restless = !self.has_settled();
            effects.animate |= self.restless;
            self.changed(effects);
        }
    }

    pub(super) fn set_camera(&mut self, camera: Camera, effects: &mut Effects) {
        effects.moved |= camera != self.camera;
        self.camera = camera;
        self.changed(effects);
    }

    pub(super) fn fly_on(&mut self, time: f64, effects: &mut Effects) {
        let Some((flight, start)) = &mut self.flight else { return };
        let elapsed = time - *start.get_or_insert(time);
        let duration = flight.duration_ms();
        let (camera, landed) = (flight.at(elapsed / duration.max(1.0)), elapsed >= duration);
        if landed {
            self.flight = None;
        }
        effects.animate = !landed;
        self.set_camera(camera, effects);
    }

    pub(super) fn glide_on(&mut self, time: f64, effects: &mut Effects) {
        let Some(glide) = &mut self.glide else { return };
        let (camera, rests) = glide.at(time);
        if rests {
            self.glide = None;
        }
        effects.animate |= !rests;
        self.set_camera(camera, effects);
    }

    pub(super) fn intend(&mut self, intent: Intent, effects: &mut Effects) {
        match intent {
            Intent::Move { dx, dy, zoom, about } => {
                self.flight = None;
                self.glide = None;
                self.moved = true;
                self.led = false;
                let mut camera = self.camera.panned(dx, dy);
                if zoom != 0.0 {
                    camera = camera.zoomed_about(about, camera.zoom() + zoom);
                }
                self.jump(camera, effects);
            }
            Intent::Fling { vx, vy } => {
                if !self.reduced_motion {
                    self.glide = Some(Glide::new(self.camera, (vx, vy)));
                    effects.animate = true;
                }
            }
            Intent::Tap(at) => self.use_target(self.target_at(at), effects),
            Intent::DoubleTap(at) => {
                let to = self.camera.zoomed_about(at, self.camera.zoom() + ZOOM_STEP);
                self.go(to, true, effects);
            }
            Intent::WheelAlone => effects.hint = Some(Hint::Wheel),
            Intent::FingerAlone => effects.hint = Some(Hint::Touch),
        }
    }
}
