// The element: lifecycle, shadow root, and what the browser tells of itself. It hands files on as bytes and
// events as plain numbers, and asks for frames. Everything that a map is lives in the `view`, which is Rust: it
// never calls back, it answers with flags, and what follows from them is done here, when it has returned.

import { FullScreen, HINT_TOUCH, HINT_WHEEL, Hands, MOVED, Places, press } from "./reach.js";
import { languageAround, textsOf } from "./intl.js";
import { ATTRIBUTES, PROPERTIES, check, mirror, numbers, warn } from "./attributes.js";
import { isMissing } from "./rest.js";

const REDRAW = 1, ANIMATE = 2, WANTS = 16;

/** How long a hint stays, in milliseconds. */
const HINT_MS = 1600;
/** What comes after the first picture waits so long at most for the page to be idle, in milliseconds. */
const IDLE_MS = 200;
/** How near the viewport a map with loading="lazy" comes before it loads. */
const LAZY_MARGIN = "400px";

/**
 * Defines <dateline-map>, once for a page. `create` makes a view in a host's shadow root; the classes are those of the
 * modules that load what it shows, read the article, lead to the map and back, and keep links.
 */
export function define(create, css, Loader, Reader, Mentions, Links) {
  if (customElements.get("dateline-map")) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);

  class DatelineMap extends HTMLElement {
    static observedAttributes = ATTRIBUTES;

    #root = this.attachShadow({ mode: "open" });
    #view = null;
    /** Whether size and colours are followed: not while the element is still being made. */
    #begun = false;
    /** Ends every listener, observer and request of the present view. */
    #ends = null;
    #frame = 0;
    #hintTimer = 0;
    /** Whether any of the map is in the window: what nobody sees is not painted. */
    #seen = true;
    #hands = null;
    #places = null;
    #full = null;
    /** The story that was set as an object. */
    #data = null;
    #loader = null;
    #reader = null;
    #mentions = null;
    #links = null;

    connectedCallback() {
      // Properties that were set before the element was known stand in the way of those it has.
      for (const name of PROPERTIES) {
        if (!Object.hasOwn(this, name)) continue;
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      // Moved within the page: the view is still there, and stays as it is.
      if (this.#view) return;
      this.#root.adoptedStyleSheets = [sheet];
      this.#view = create(this, this.#root);
      this.#ends = new AbortController();
      this.#loader = this.#makeLoader(this.#ends.signal);
      this.#attend(this.#ends.signal);
      this.#listen(this.#ends.signal);
      this.#watch(this.#ends.signal);
      if (Object.keys(this.#words).length) this.#say();
      for (const name of ATTRIBUTES) {
        if (this.hasAttribute(name) || name === "lang") this.#attribute(name);
        check(name, this.getAttribute(name));
      }
      // Once all that decides over it is known: to measure makes the browser lay out what has changed so far.
      this.#begun = true;
      this.#adapt();
      this.#loader.become("loading");
      if (this.#word("loading") === "lazy") this.#whenNear(() => this.#load());
      else this.#load();
    }

    disconnectedCallback() {
      // A move within the page takes the element out and puts it back before this runs.
      queueMicrotask(() => {
        if (!this.isConnected) this.#destroy();
      });
    }

    attributeChangedCallback(name, before, value) {
      if (!this.#view || before === value) return;
      this.#attribute(name);
      check(name, value);
      if (name === "src") this.#data = null;
      if (name === "src" || name === "basemap" || name === "worldview") this.#load();
    }

    // Properties.

    /** The story as a GeoJSON object; setting one takes the place of the file. */
    get story() {
      return this.#view?.story() ?? this.#data;
    }
    set story(data) {
      this.#loader?.forget();
      this.#data = data;
      if (this.#view) this.#load();
    }
    /** The id of the selected place, or null. */
    get selected() {
      return this.#view?.selected_id() ?? null;
    }
    set selected(id) {
      // Until there are places, the attribute keeps the wish.
      if (this.#state === "ready") this.select(id);
      else if (id == null) this.removeAttribute("selected");
      else this.setAttribute("selected", id);
    }
    /** What the map says in other words than its own: an object from keys to texts. */
    get words() {
      return this.#words;
    }
    set words(texts) {
      this.#words = Object.fromEntries(Object.entries(texts ?? {}).map(([key, text]) => [key, String(text)]));
      this.#say();
    }
    #words = {};
    /** Whether the map is a picture whose places can still be opened. */
    get static() {
      return this.hasAttribute("static");
    }
    set static(on) {
      this.toggleAttribute("static", Boolean(on));
    }

    // Methods.

    /** Selects the place with this id, or none for null. Whether there is such a place. */
    select(id) {
      if (this.#state !== "ready") return false;
      const index = id == null ? -1 : this.#view.index_of(String(id));
      if (id != null && index < 0) return false;
      this.#want(index, false, false);
      return true;
    }
    jumpTo(view) {
      this.#aim(view, false);
    }
    flyTo(view) {
      this.#aim(view, true);
    }
    /** Goes back to the view that shows the story. */
    fit() {
      if (this.#shows) this.#after(this.#view.reset());
    }
    /** { center: [lon, lat], zoom, bounds: [west, south, east, north] }; null until the map is ready. */
    getView() {
      if (!this.#shows) return null;
      const [lon, lat, zoom, ...bounds] = this.#view.view();
      return { center: [lon, lat], zoom, bounds };
    }
    /** The id of the place shown at x, y (CSS px from the map's corner), or null. */
    placeAt(x, y) {
      return (this.#state === "ready" && this.#view.place_at(x, y)) || null;
    }
    /**
     * The map as an SVG document; empty until the map is ready. `width` and `height` (px) and `theme` are the map's own
     * when they are not given; otherwise it is laid out anew for them.
     */
    toSVG(options) {
      return this.#state === "ready" ? this.#view.svg(...picture(options)) : "";
    }
    /** The map as an image, `scale` device px for each CSS px; the rest as for toSVG. */
    async toBlob({ type = "image/png", quality, scale = 2, ...options } = {}) {
      if (this.#state !== "ready") throw new Error("dateline-map: expected a map that is ready, found one that is not");
      inRange("scale", scale, 0.1, 8);
      const canvas = document.createElement("canvas");
      this.#view.picture(canvas, scale, ...picture(options));
      return new Promise((resolve, reject) =>
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("dateline-map: the browser made no image of the map"))), type, quality),
      );
    }

    // The article.

    /** Makes what goes between the map and the article. */
    #attend(signal) {
      const view = this.#view;
      const does = {
        on: listener(signal),
        want: (...how) => this.#want(...how),
        after: (flags) => this.#after(flags),
        bring: () => view.is_sheet() || this.#mentions.bring(),
        reduced: () => matchMedia("(prefers-reduced-motion: reduce)").matches,
      };
      this.#reader = new Reader(view, (mentions) => {
        this.#mentions.set(mentions);
        this.#links.update();
        const counts = new Map();
        for (const { place } of mentions) counts.set(place, (counts.get(place) ?? 0) + 1);
        const places = Array.from(counts, ([place, count]) => ({ id: view.id_at(place), mentions: count }));
        this.#dispatch("dateline-article", { mentions: mentions.length, places, slices: this.#reader.slices });
      });
      this.#mentions = new Mentions(this, view, this.#reader, does, signal);
      this.#links = new Links(this, view, does, signal);
      // The article may come later, or be replaced by another.
      const page = new MutationObserver(() => {
        if (this.#state === "ready" && !this.#unread && (Reader.articleOf(this) ?? null) !== this.#reader.root) this.#readArticle();
      });
      page.observe(document, { childList: true, subtree: true });
      signal.addEventListener("abort", () => {
        page.disconnect();
        this.#reader.stop();
      });
    }

    /** Reads the article anew, as soon as all of the code is here: the story, or what is to be read, has changed. */
    async #readArticle() {
      if (this.#state !== "ready") return;
      this.#unread = true;
      if ((await this.#loader.isWhole()) && this.#unread) this.#startReading();
    }
    /** Whether it is still to be read: not before all of the code is here. */
    #unread = false;

    #startReading() {
      if (this.#state !== "ready") return;
      this.#unread = false;
      const root = Reader.articleOf(this);
      this.#mentions.clear();
      if (root) this.#reader.start(root, { captions: this.#word("captions") !== "none", lang: root.closest("[lang]")?.lang ?? "" });
      else {
        this.#reader.stop();
        this.#view.article_none();
      }
      this.#links.clear();
      this.#links.update();
    }

    /** Tells, once, of an article that the attribute names and the page, when it is whole, does not have. */
    async #missArticle() {
      const id = this.htmlFor;
      if (!id || this.#state !== "ready" || this.#missed === id) return;
      this.#missed = id;
      if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true, signal: this.#ends.signal }));
      if (this.htmlFor === id && !Reader.articleOf(this)) warn("for", "the id of an element", id);
    }
    #missed = null;

    // What the page and the reader do.

    #listen(signal) {
      const view = this.#view;
      const on = listener(signal);
      const does = { shows: () => this.#shows, touched: () => this.#mentions.touched(), after: (flags) => this.#after(flags) };
      this.#hands = new Hands(this.#root.querySelector(".frame"), view, does, signal);
      this.#places = new Places(this.#root);
      this.#full = new FullScreen(this, this.#root.querySelector(".map"), () => this.#fullScreen(), signal);
      // When the rest of the code could not be had, the map is a picture: what is done to it asks for that again, and does nothing else.
      const hold = (event) => {
        if (!isMissing()) return;
        event.stopImmediatePropagation();
        if (event.type === "click" || event.type === "keydown") this.#readArticle();
      };
      for (const type of ["pointerdown", "pointermove", "wheel", "click", "keydown", "input"]) on(this.#root, type, hold, { capture: true });
      on(this.#root, "focusin", ({ target }) => {
        if (target.matches(".marker")) this.#places.hold(target);
      });

      const step = (direction) => {
        const index = view.step(direction);
        if (index >= 0) this.#want(index, false);
      };
      const actions = {
        list: () => this.#list(true),
        keys: () => view.toggle_help(true),
        fullscreen: () => this.#full.toggle(),
        credit: () => view.toggle_credit(true),
        close: () => this.#want(-1, true),
        in: () => this.#after(view.zoom_by(1)),
        out: () => this.#after(view.zoom_by(-1)),
        fit: () => this.#after(view.reset()),
        legend: () => this.#after(view.toggle_legend()),
        previous: () => step(-1),
        next: () => step(1),
        read: () => {
          // The article is not to be seen from the full screen.
          if (this.#full.on) this.#full.toggle();
          this.#mentions.read(0);
        },
        "mention-previous": () => this.#mentions.read(-1),
        "mention-next": () => this.#mentions.read(1),
        back: () => this.#mentions.back(),
        follow: () => this.#mentions.follow(true, !this.#mentions.follows),
        share: () => this.#links.share(document.title).then((copied) => this.#view?.copied(copied)),
      };
      on(this.#root, "click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        const { place, cluster, action, key, listed } = button.dataset;
        if (["in", "out", "fit"].includes(action) || [place, cluster, key, listed].some((at) => at !== undefined)) this.#mentions.touched();
        actions[action]?.();
        if (listed !== undefined) {
          this.#list(false);
          if (view.selected_index() === Number(listed)) view.focus_target(-1)?.focus({ preventScroll: true });
          else this.#want(Number(listed), true);
        }
        if (key !== undefined) this.#want(Number(key), true);
        // Over markers a click by pointer has come as a tap already; one by key or assistive technology has not.
        if (event.detail > 0) return;
        if (cluster !== undefined) this.#after(view.open_cluster(Number(cluster)));
        if (place !== undefined) this.#after(view.use_place(Number(place)));
      });
      on(this.#root, "keydown", (event) => {
        if (!this.#shows || event.defaultPrevented) return;
        if (event.key === "Escape") {
          if (!this.#escape()) return;
          event.stopPropagation();
          event.preventDefault(); // a dialog around the map stays open
          return;
        }
        const flags = press(event, view, this.#places);
        if (flags === undefined) return;
        event.preventDefault(); // the page would scroll
        this.#mentions.touched();
        this.#after(flags);
      }, { passive: false });
      on(this.#root, "input", ({ target }) => {
        if (target.type !== "range") return;
        this.#after(view.timeline(Number(target.value)));
        this.#mentions.paint();
      });
      // A mention in the text selects its place; a sheet over the page is put away by any other click on the page.
      on(document, "click", (event) => {
        const mention = this.#state === "ready" && this.#mentions.clicked(event);
        if (mention) {
          this.#links.opener = null;
          this.#want(mention.place, false);
          if (!view.is_sheet()) this.#mentions.bring();
        } else if (!this.#mentions.isReading && !event.defaultPrevented && view.is_sheet() && !event.composedPath().includes(this)) this.#want(-1, false);
      });
    }

    /** Follows size, colours, letters and paper. */
    #watch(signal) {
      const view = this.#view;
      const on = listener(signal);
      const sights = new IntersectionObserver((entries) => {
        this.#seen = entries.at(-1).isIntersecting;
        if (this.#seen) this.#after(REDRAW);
      });
      sights.observe(this.#root.querySelector(".map"));
      signal.addEventListener("abort", () => sights.disconnect());

      const sizes = new ResizeObserver(() => this.#resize());
      sizes.observe(this.#root.querySelector(".map"));
      try {
        // Tells of every change of the device's px as well: of the page's zoom, of another screen.
        sizes.observe(this.#root.querySelector("canvas"), { box: "device-pixel-content-box" });
      } catch {
        this.#watchResolution(signal);
      }
      sizes.observe(this.#root.querySelector(".panel"));
      signal.addEventListener("abort", () => sizes.disconnect());

      const media = (query, tell) => {
        const list = matchMedia(query);
        on(list, "change", () => tell(list.matches));
        tell(list.matches);
      };
      media("(prefers-color-scheme: dark)", () => this.#restyle());
      media("(prefers-contrast: more)", () => this.#restyle());
      media("(pointer: coarse)", (coarse) => this.#after(view.coarse(coarse)));
      media("(prefers-reduced-motion: reduce)", (reduced) => view.reduced_motion(reduced));
      on(window, "resize", () => this.#resize());
      on(document.fonts, "loadingdone", () => this.#after(view.fonts_changed()));

      // Before it prints the browser lays out anew, but waits for nothing: the sheet is made in that moment.
      const paper = matchMedia("print");
      on(window, "beforeprint", () => this.#print(true));
      on(window, "afterprint", () => this.#print(paper.matches));
      on(paper, "change", () => this.#print(paper.matches));
    }

    #print(on) {
      if (this.#state !== "ready") return;
      if (on) {
        // What the article says is printed too.
        if (this.#unread) this.#startReading();
        this.#reader.finish();
      }
      this.#view.print(on);
    }

    /** Follows the device's px where the browser does not count them for us. */
    #watchResolution(signal) {
      if (signal.aborted) return;
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => {
        this.#resize();
        this.#watchResolution(signal);
      }, { once: true, signal });
    }

    /** What the page gives the map: its size, and the direction it reads in. */
    #given() {
      const map = this.#root.querySelector(".map");
      // A language that the map has of its own brings its direction along.
      const own = !this.hasAttribute("dir") && this.getAttribute("lang");
      const rtl = own ? this.#view.is_rtl(own) : getComputedStyle(this).direction === "rtl";
      return [map.clientWidth, map.clientHeight, devicePixelRatio, rtl];
    }

    #resize() {
      if (this.#begun) this.#after(this.#view.resize(...this.#given()));
    }

    /** Takes on the page's colours and size: all that is read of the page before anything is changed, so that it is laid out once. */
    #adapt() {
      const given = this.#given();
      this.#restyle();
      this.#after(this.#view.resize(...given));
    }

    /** Hands on what the author wants said. */
    #say() {
      const unknown = this.#view?.words(Object.entries(this.#words).flat());
      if (unknown?.length) warn("words", "keys that the map knows", unknown.join(", "));
      this.#after(REDRAW);
    }

    #restyle() {
      if (!this.#begun) return;
      const asked = this.#word("theme");
      const dark = asked === "dark" || (asked !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
      this.#after(this.#view.restyle(dark, matchMedia("(prefers-contrast: more)").matches));
      this.#mentions.restyle(this.#root.querySelector(".map").style);
    }

    /** Puts away what lies on top, with the focus where it came from; whether there was anything. */
    #escape() {
      const view = this.#view;
      const back = (selector) => this.#root.querySelector(selector)?.focus({ preventScroll: true });
      if (view.toggle_credit(false)) return true;
      if (view.toggle_help(false)) back(".keys");
      else if (this.#root.querySelector(".list:not([hidden])")) this.#list(false);
      else if (view.selected_id() != null && this.#mentions.isReading) this.#mentions.back();
      else if (view.selected_id() != null) this.#want(-1, true);
      else {
        const flags = view.put_back();
        this.#after(flags);
        return Boolean(flags) || this.#full.leave();
      }
      return true;
    }

    /** Puts the list in the map's place, or the map in the list's. */
    #list(open) {
      const was = this.#root.activeElement;
      if (open) this.#want(-1, false); // the panel would stand over it
      const closed = this.#view.toggle_list(open);
      this.#after(REDRAW);
      const to = this.#root.querySelector(closed ? "[data-action=list].control" : ".list");
      if (open || was?.closest(".list")) to?.focus({ preventScroll: true });
    }

    /** The full screen has been entered or left: there, every gesture is the map's. */
    #fullScreen() {
      this.#attribute("gestures");
      this.#resize();
    }

    #lang() {
      this.#after(this.#view.lang(this.#word("lang"), languageAround(this)));
    }

    /** Brings the texts of the language that the map is to speak. Until then it speaks the one of before. */
    async #speak() {
      const view = this.#view;
      const lang = view?.lacks_language();
      if (lang === undefined) return;
      const texts = textsOf(lang);
      const told = typeof texts === "string" ? texts : await texts;
      if (this.#view !== view) return;
      view.teach(lang, told);
      this.#lang();
      if (this.#state === "loading") view.state("loading");
    }
    #spoken = null;

    #word(name) {
      return this.getAttribute(name)?.trim() ?? "";
    }

    #attribute(name) {
      const view = this.#view;
      const value = this.#word(name);
      switch (name) {
        case "theme": case "class": case "style":
          return this.#restyle();
        case "center": case "zoom": {
          // What is missing is not a number to the view.
          const [lon, lat] = numbers("center", this.center);
          return this.#after(view.home(lon, lat, ...numbers("zoom", this.zoom)));
        }
        case "fit":
          return this.#after(view.fit_to(value));
        case "gestures": case "controls": case "static": {
          // A static map is a picture whose places can still be opened.
          const still = this.static;
          const asked = this.#word("gestures");
          view.gestures(still ? "none" : asked !== "none" && this.#full?.on ? "greedy" : asked);
          this.#hands.grab();
          if (name !== "gestures") {
            this.#after(view.controls(this.controls, still));
            this.#mentions.paint(); // the slider may be gone that hid some
          }
          this.#root.querySelector("[data-action=fullscreen]")?.setAttribute("aria-pressed", String(Boolean(this.#full?.on)));
          return;
        }
        case "dir":
          return this.#resize(); // the controls have changed sides
        case "lang":
          this.#lang();
          this.#spoken = this.#speak();
          return this.#resize(); // it may read in the other direction
        case "words":
          try {
            this.words = JSON.parse(value || "{}");
          } catch (error) {
            warn("words", "a JSON object", `one that cannot be read: ${error.message}`);
          }
          return;
        case "label": case "description":
          return this.#after(view.name(this.#word("label"), this.#word("description")));
        case "units":
          return this.#after(view.units(value));
        case "cluster": case "cluster-min-points":
          return this.#after(view.cluster(this.#word("cluster"), ...numbers("cluster-min-points", this.clusterMinPoints)));
        case "excerpts":
          return view.excerpts(value);
        case "order":
          return view.order(value);
        case "follow":
          return this.#mentions.follow(value === "scroll");
        case "permalink":
          return this.#links.prefix(value);
        case "for": case "captions":
          this.#readArticle();
          if (name === "for") this.#missArticle();
          return;
        case "selected":
          if (this.#state === "ready") this.select(this.getAttribute(name));
      }
    }

    // Loading.

    /** How far it is: see the loader. */
    get #state() {
      return this.#loader?.state ?? "";
    }

    /** Whether there is a map to look at and to move. */
    get #shows() {
      return Boolean(this.#loader?.shows);
    }

    #whenNear(then) {
      const near = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        then();
      }, { rootMargin: LAZY_MARGIN });
      near.observe(this);
      this.#ends.signal.addEventListener("abort", () => near.disconnect());
    }

    #load() {
      this.#loader.load(this.#data, this.#word("worldview"));
    }

    #makeLoader(signal) {
      const does = {
        after: (flags) => this.#after(flags),
        dispatch: (...event) => this.#dispatch(...event),
        speak: () => this.#spoken.then(() => this.#speak()),
        isSeen: () => this.#seen,
        opens: () => this.hasAttribute("selected") || this.#links.opens,
        shown: (isWhole) => this.#begin(isWhole),
      };
      return new Loader(this, this.#root.querySelector(".progress"), this.#view, does, signal);
    }

    /** What begins when a story is shown: what is asked for at once is opened, if the code for that is here, and the article is read. */
    async #begin(isWhole) {
      const view = this.#view;
      this.#unread = true;
      this.#adapt();
      if (matchMedia("print").matches) this.#print(true);
      const selected = this.getAttribute("selected");
      if (isWhole && !this.#links.open() && selected !== null && !this.select(selected)) warn("selected", "the id of a place", selected);
      this.#missArticle();
      this.#dispatch("dateline-ready", { places: view.place_count(), diagnostics: view.diagnostics() });
      await idle();
      if (isWhole && this.#unread) this.#readArticle(); // it is read before for print
    }

    // What follows.

    /**
     * Selects by index (-1: none), if the page does not object. `byHand`: on the map, so that the focus goes along.
     * `write`: into the page's address, as a step that Back undoes.
     */
    #want(index, byHand, write = true) {
      const view = this.#view;
      const id = view.id_at(index);
      if (id === view.selected_id()) return;
      if (!this.#dispatch("dateline-select", { id: id ?? null, name: view.name_at(index) ?? null }, true)) return;
      const left = view.selected_index();
      this.#after(view.select(index, byHand));
      this.#mentions.selected();
      this.#links.selected();
      this.#links.write(write);
      if (byHand) {
        // What was opened from a link in the page goes back to it.
        const opener = index < 0 && this.#links.opener?.isConnected ? this.#links.opener : null;
        (opener ?? view.focus_target(left))?.focus({ preventScroll: true });
      }
      if (index < 0) this.#links.opener = null;
    }

    #aim(view, fly) {
      if (!this.#shows) return;
      const [lon, lat] = Array.isArray(view?.center) ? view.center : [];
      this.#after(this.#view.aim(Number(lon), Number(lat), Number(view?.zoom ?? NaN), fly));
    }

    #after(flags) {
      if (!flags || !this.#view) return;
      if (flags & (REDRAW | ANIMATE) && !this.#frame) {
        this.#frame = requestAnimationFrame((time) => {
          this.#frame = 0;
          this.#places.look();
          const flags = this.#view.paint(time, this.#seen);
          this.#places.settle(Boolean(flags & ANIMATE));
          this.#after(flags);
        });
      }
      if (flags & (HINT_WHEEL | HINT_TOUCH)) {
        this.#view.hint(flags & HINT_WHEEL ? "wheel" : "touch");
        clearTimeout(this.#hintTimer);
        this.#hintTimer = setTimeout(() => this.#view?.hint(""), HINT_MS);
      }
      if (flags & MOVED && this.#shows) this.#dispatch("dateline-move", this.getView());
      this.#loader.work(flags);
      if (flags & WANTS) this.#want(this.#view.wanted(), true);
    }

    #dispatch(type, detail, cancelable = false) {
      return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
    }

    #destroy() {
      if (!this.#view) return;
      this.#ends.abort();
      this.#full.leave();
      cancelAnimationFrame(this.#frame);
      clearTimeout(this.#hintTimer);
      this.#frame = 0;
      this.#view.free();
      this.#view = this.#loader = this.#missed = null;
      this.#begun = false;
      this.#root.replaceChildren();
    }
  }

  mirror(DatelineMap.prototype);
  customElements.define("dateline-map", DatelineMap);
}

/** A picture's width, height and scheme as the view takes them: not numbers, and empty, for the map's own. */
function picture({ width, height, theme } = {}) {
  inRange("width", width, 16, 16384);
  inRange("height", height, 16, 16384);
  if (theme !== undefined && theme !== "light" && theme !== "dark") {
    throw new RangeError(`dateline-map: theme: expected "light" or "dark", found ${theme}`);
  }
  return [width ?? NaN, height ?? NaN, theme ?? ""];
}

function inRange(name, value, least, most) {
  if (value === undefined || (typeof value === "number" && value >= least && value <= most)) return;
  throw new RangeError(`dateline-map: ${name}: expected a number in ${least}..${most}, found ${value}`);
}

/** Listens as long as the signal is not aborted: `on(target, type, listener, options)`. */
function listener(signal) {
  return (target, type, listener, options) => target.addEventListener(type, listener, { signal, passive: true, ...options });
}

/** Settles when the page has nothing else to do, or soon at any rate. */
function idle() {
  return new Promise((done) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(done, { timeout: IDLE_MS });
    else setTimeout(done, IDLE_MS);
  });
}
