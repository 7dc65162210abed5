// How a reader gets about on the map: with a hand, with its keys, by the one tab stop that leads to all its places; and the full screen.

/** Of the view's flags, those that hands lead to. The others are in element.js and loader.js, all of them in flags.rs. */
export const MOVED = 4, HINT_WHEEL = 32, HINT_TOUCH = 64;

/** The keys that lead from place to place, by the numbers of `Way` in layout/neighbour.rs. */
const WAYS = { ArrowLeft: 0, ArrowUp: 1, ArrowRight: 2, ArrowDown: 3, Home: 4, End: 5, PageUp: 6, PageDown: 7 };
const ARROWS = { ArrowLeft: [1, 0], ArrowUp: [0, 1], ArrowRight: [-1, 0], ArrowDown: [0, -1] };
/** How far an arrow moves the map, px; and with Shift. */
const STEP = 80, LARGE_STEP = 320;

/** The key that makes the wheel zoom, as it is written on this reader's keyboard. */
export function zoomKey(lang) {
  if (/Mac|iPhone|iPad/.test(navigator.platform)) return "⌘";
  return /^de\b/i.test(lang) ? "Strg" : "Ctrl";
}

/**
 * Mouse, pen, fingers and wheel. `shows` tells whether there is a map to move, `touched` is told that a reader does something with it, and
 * `after` is given the view's flags.
 */
export class Hands {
  #frame;
  #view;
  #does;
  #signal;
  /** Ends the listeners that may keep the page from scrolling. */
  #grabs = null;

  constructor(frame, view, does, signal) {
    [this.#frame, this.#view, this.#does, this.#signal] = [frame, view, does, signal];
    const { touched, after } = does;
    const on = (type, listener) => frame.addEventListener(type, listener, { signal, passive: true });
    on("pointerdown", (event) => {
      if (event.button !== 0 || !this.#isMaps(event)) return;
      touched();
      after(view.pointer_down(event.pointerId, ...this.#at(event), event.timeStamp, event.pointerType === "touch"));
    });
    on("pointermove", (event) => {
      // A mouse may be let go outside of the map.
      if (event.pointerType === "mouse" && !event.buttons) after(view.pointer_cancel(event.pointerId));
      const at = this.#at(event);
      const flags = view.pointer_move(event.pointerId, ...at, event.timeStamp);
      if (event.pointerType === "mouse") {
        // Once it is a drag, it goes on outside the element.
        if (flags & MOVED && !frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
        if (!event.buttons) frame.classList.toggle("over", view.is_target(...at));
      }
      after(flags);
    });
    on("pointerup", (event) => after(view.pointer_up(event.pointerId, ...this.#at(event), event.timeStamp)));
    on("pointercancel", (event) => after(view.pointer_cancel(event.pointerId)));
    this.grab();
  }

  /**
   * The page scrolls unless the map takes the gesture, and only the listener's answer can say so: such listeners are there only while the
   * map takes gestures.
   */
  grab() {
    this.#grabs?.abort();
    this.#grabs = new AbortController();
    if (!this.#view.takes_touch()) return;
    const options = { signal: AbortSignal.any([this.#signal, this.#grabs.signal]), passive: false };
    this.#frame.addEventListener("wheel", (event) => this.#wheel(event), options);
    this.#frame.addEventListener("touchmove", (event) => {
      if (event.cancelable && this.#isMaps(event) && (event.touches.length > 1 || this.#view.takes_finger())) event.preventDefault();
    }, options);
  }

  #wheel(event) {
    if (!this.#isMaps(event)) return;
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? this.#frame.offsetHeight : 1;
    const flags = this.#view.wheel(...this.#at(event), event.deltaY * unit, event.ctrlKey || event.metaKey);
    if (flags && !(flags & HINT_WHEEL)) {
      event.preventDefault();
      this.#does.touched();
    }
    this.#does.after(flags);
  }

  /** Where it is, in px of the map. */
  #at({ clientX, clientY }) {
    const frame = this.#frame, box = frame.getBoundingClientRect();
    // A transform on the page scales the box; the map counts in its own px.
    const sx = frame.offsetWidth / (box.width || 1), sy = frame.offsetHeight / (box.height || 1);
    return [(clientX - box.left) * sx, (clientY - box.top) * sy];
  }

  /** Whether it is on the map itself. */
  #isMaps(event) {
    return this.#does.shows() && !event.target.closest(".control, .credit button, .timeline");
  }
}

/** x, y, width, height of a marker's button in px of the map, as the view has set them. */
function boxOf({ style }) {
  const [x, y] = style.transform.match(/-?[\d.]+/g) ?? [0, 0];
  return [x, y, parseFloat(style.width), parseFloat(style.height)].map(Number);
}

/** The buttons of the places: one of them is a tab stop, and keys lead from it to the others. */
export class Places {
  #root;
  #current = null;
  /** Whether it had the focus before the frame, which the browser takes from a button that is hidden. */
  #held = false;

  constructor(root) {
    this.#root = root;
  }

  get #buttons() {
    return [...this.#root.querySelectorAll(".marker:not([hidden])")];
  }

  /** Makes `button` the tab stop. */
  hold(button) {
    this.#current = button;
    this.settle();
  }

  /** Before a frame: sees what has the focus. */
  look() {
    this.#held = this.#current && this.#root.activeElement === this.#current;
  }

  /**
   * After a frame: keeps the tab stop on a place that is there, and the focus with it when its own has gone. While the map
   * is `moving` the others have not changed.
   */
  settle(moving = false) {
    const gone = this.#current;
    if (moving && gone?.isConnected && !gone.hidden) return;
    if (!gone?.isConnected || gone.hidden) {
      const buttons = this.#buttons;
      const off = gone ? boxOf(gone) : [0, 0];
      const far = (button) => Math.hypot(...boxOf(button).slice(0, 2).map((at, i) => at - off[i]));
      const opened = this.#root.querySelector('.marker[aria-expanded="true"]:not([hidden])');
      this.#current = gone ? (buttons.sort((a, b) => far(a) - far(b))[0] ?? null) : (opened ?? buttons[0] ?? null);
      const now = this.#root.activeElement;
      if (this.#held && (!now || now === gone)) (this.#current ?? this.#root.querySelector(".ground"))?.focus({ preventScroll: true });
    }
    for (const button of this.#root.querySelectorAll(".marker")) {
      const stop = button === this.#current ? 0 : -1;
      if (button.tabIndex !== stop) button.tabIndex = stop;
    }
  }

  /** Goes from one button to another. */
  go(from, way, view) {
    const buttons = this.#buttons;
    const to = view.neighbour(Float64Array.from(buttons.flatMap(boxOf)), buttons.indexOf(from), way);
    if (!buttons[to]) return;
    this.hold(buttons[to]);
    buttons[to].focus();
  }
}

/** What a key does on the map: the view's flags, or undefined for a key that is not the map's. */
export function press({ key, target, shiftKey, altKey, ctrlKey, metaKey }, view, places) {
  if (altKey || ctrlKey || metaKey) return undefined;
  const onGround = target.matches(".ground"), onPlace = target.matches(".marker");
  if (onPlace && key in WAYS) {
    places.go(target, WAYS[key], view);
    return 0;
  }
  if (target.matches(".key button")) return walk(target, key);
  if (!(onGround || onPlace) || !view.takes_keys()) return undefined;
  if (onGround && key in ARROWS) {
    const px = shiftKey ? LARGE_STEP : STEP;
    return view.pan(...ARROWS[key].map((way) => way * px));
  }
  if (key === "+" || key === "=") return view.zoom_by(1);
  if (key === "-" || key === "_") return view.zoom_by(-1);
  return key === "0" ? view.reset() : undefined;
}

/** The key to the numbers is one tab stop too: arrows go through its lines. */
function walk(from, key) {
  const lines = [...from.closest("ol").querySelectorAll("button")];
  const at = lines.indexOf(from);
  const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: lines.length - 1 }[key];
  if (to === undefined) return undefined;
  if (lines[to]) {
    from.tabIndex = -1;
    lines[to].tabIndex = 0;
    lines[to].focus();
  }
  return 0;
}

/** The full screen: the browser's own, or where it gives none, a layer over the whole page. */
export class FullScreen {
  #host;
  #map;
  #changed;

  constructor(host, map, changed, signal) {
    this.#host = host;
    this.#map = map;
    this.#changed = changed;
    host.addEventListener("fullscreenchange", () => changed(this.on), { signal });
  }

  get on() {
    return this.#host.matches(":fullscreen") || this.#map.hasAttribute("data-full");
  }

  async toggle() {
    if (this.#host.matches(":fullscreen")) return document.exitFullscreen();
    if (this.#map.hasAttribute("data-full")) return this.#cover(false);
    // A frame may be forbidden to, and iPhones have none.
    if (!document.fullscreenEnabled || !this.#host.requestFullscreen) return this.#cover(true);
    try {
      await this.#host.requestFullscreen();
    } catch {
      this.#cover(true);
    }
  }

  /** Leaves the layer; whether there was one to leave. The browser's own full screen is left by the browser. */
  leave() {
    if (!this.#map.hasAttribute("data-full")) return false;
    this.#cover(false);
    return true;
  }

  #cover(on) {
    this.#map.toggleAttribute("data-full", on);
    // In the top layer nothing of the page clips it or stands over it.
    if (on && "popover" in this.#map) {
      this.#map.popover = "manual";
      this.#map.showPopover();
    } else {
      this.#map.removeAttribute("popover");
    }
    this.#changed(on);
  }
}
