// Leads from the article's text to the map and back: mentions are underlined, pointed at, clicked, and gone to.
//
// The page's elements are left as they are. Mentions are painted by the CSS Custom Highlight API; where that is missing
// they look like the text around them, and all else works.

/** How long the sentence that was gone to stays marked, in milliseconds. */
const MARKED_MS = 2600;
/** A paragraph is being read when it reaches this part of the window's height from its top; and of what a map leaves free below it. */
const READING_LINE = 0.45, BELOW_MAP = 0.2;
/** What acts by itself when it is clicked, so that a mention in it does nothing. */
const ACTIVE = "a, button, input, select, textarea, label, summary, option, audio, video, [contenteditable], [role=button], [role=link], [role=tab], [tabindex]:not([tabindex='-1'])";

/** The registry of highlights is the page's, and all maps on it share ours. */
const highlights = new Map();
let sheet = null;

function highlight(name, priority) {
  if (!highlights.has(name)) {
    const made = new Highlight();
    made.priority = priority;
    CSS.highlights.set(name, made);
    highlights.set(name, made);
  }
  return highlights.get(name);
}

/** In a layer, so that whatever the page says of these highlights outside one goes before it. */
function colour({ accent, area, text }) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
  }
  sheet.replaceSync(`@layer dateline-map {
    ::highlight(dateline-mention) { text-decoration: underline 1px var(--dateline-mention, ${accent}); text-underline-offset: 0.22em; }
    ::highlight(dateline-selected) { color: var(--dateline-mention-text, ${text}); background-color: var(--dateline-mention-selected, ${area}); }
    ::highlight(dateline-reading) { color: var(--dateline-mention-text, ${text}); background-color: var(--dateline-mention-reading, color-mix(in srgb, ${area} 55%, transparent)); }
  }`);
}

const overSheet = globalThis.CSSStyleSheet && new CSSStyleSheet();
overSheet?.replaceSync("@layer dateline-map { :hover { cursor: pointer } }");

/** Over a mention the pointer is that of a link. */
function pointer(on) {
  const sheets = document.adoptedStyleSheets;
  if (on !== sheets.includes(overSheet)) document.adoptedStyleSheets = on ? [...sheets, overSheet] : sheets.filter((other) => other !== overSheet);
}

export class Mentions {
  #host;
  #view;
  #reader;
  /**
   * What the element does: `want(index, byHand)` selects, `after(flags)` follows up, `reduced()` tells whether motion is unwanted,
   * `on(target, type, listener, options)` listens.
   */
  #does;
  #all = [];
  #ofBlock = new Map();
  /** The ranges that are painted now, by the name of their highlight. */
  #painted = new Map();
  #frame = 0;
  #markTimer = 0;
  /** The mention of the selected place that is being read; -1 for none. */
  #at = -1;
  #pointed = -1;
  /** Whether the map follows the text, and the block that it has followed to. */
  #follow = { on: false, block: null };

  constructor(host, view, reader, does, signal) {
    this.#host = host;
    this.#view = view;
    this.#reader = reader;
    this.#does = does;
    const { on } = does;
    on(document, "pointermove", (event) => this.#hover(event));
    on(document, "scroll", () => this.#schedule(), { capture: true });
    on(document, "keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || !this.isReading) return;
      event.preventDefault();
      this.back();
    }, { passive: false });
    signal.addEventListener("abort", () => this.#end());
  }

  get isReading() {
    return this.#at >= 0;
  }

  /** Takes in what was read of the article. */
  set(mentions) {
    this.#all = mentions;
    this.#ofBlock = new Map();
    for (const mention of mentions) {
      const { block } = mention;
      if (!this.#ofBlock.get(block)?.push(mention)) this.#ofBlock.set(block, [mention]);
    }
    this.#follow.block = null;
    this.paint();
    this.#schedule();
  }

  /** Paints the mentions of places that the map shows, and those of the selected one. Headings stay as they are. */
  paint() {
    const hidden = new Set(this.#view.hidden());
    const selected = this.#view.selected_index();
    const shown = this.#all.filter(({ place, block }) => !hidden.has(place) && !block.heading);
    const ranges = (mentions) => mentions.map(({ block, start, end }) => this.#reader.range(block, start, end));
    this.#show("dateline-mention", 0, ranges(shown));
    this.#show("dateline-selected", 2, ranges(shown.filter(({ place }) => place === selected)));
  }

  #show(name, priority, ranges) {
    if (!globalThis.CSS?.highlights) return;
    const to = highlight(name, priority);
    for (const range of this.#painted.get(name) ?? []) to.delete(range);
    for (const range of ranges) to.add(range);
    this.#painted.set(name, ranges);
  }

  /** Gives the highlights the map's colours. */
  restyle(style) {
    const of = (name) => style.getPropertyValue(`--${name}`);
    colour({ accent: of("accent"), area: of("area"), text: of("text") });
  }

  /** Another place, or none, has been selected. */
  selected() {
    this.#leave();
    this.paint();
  }

  // Pointing and clicking.

  /** The mention at a point of the window. */
  at(x, y) {
    const caret = document.caretPositionFromPoint?.(x, y);
    const range = caret ? null : document.caretRangeFromPoint?.(x, y);
    const found = this.#reader.find(caret?.offsetNode ?? range?.startContainer);
    if (!found) return undefined;
    const offset = found.start + (caret?.offset ?? range.startOffset);
    const hidden = this.#view.hidden();
    const mention = this.#ofBlock.get(found.block)?.find(({ start, end, place }) => start <= offset && offset <= end && !hidden.includes(place));
    // The nearest letter is not always under the pointer.
    return mention && this.#boxes(mention).some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) ? mention : undefined;
  }

  /** The mention that a click means, unless it means something else: what acts by itself, a selection, a key held. */
  clicked(event) {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
    if (!(target instanceof Element) || !this.#reader.root?.contains(target) || this.#host.contains(target)) return undefined;
    if (this.#isActive(target) || !document.getSelection().isCollapsed) return undefined;
    return this.at(event.clientX, event.clientY);
  }

  /** Whether a click in the article on this element does something by itself. */
  #isActive(target) {
    const { root } = this.#reader;
    const active = target.closest(ACTIVE);
    return active && active !== root && root.contains(active);
  }

  #hover(event) {
    if (event.pointerType === "touch" || !this.#all.length) return;
    const target = event.composedPath()[0];
    const inside = target instanceof Element && this.#reader.root?.contains(target) && !event.buttons;
    const mention = inside ? this.at(event.clientX, event.clientY) : undefined;
    const place = mention?.place ?? -1;
    if (place === this.#pointed) return;
    this.#pointed = place;
    pointer(place >= 0 && !this.#isActive(target));
    this.#point();
  }

  /** Rings the markers of what is pointed at, else of what is read. */
  #point() {
    this.#view.point(Uint32Array.from(this.#pointed >= 0 ? [this.#pointed] : this.#placesOf(this.#follow.block)));
  }

  #placesOf(block) {
    const hidden = this.#view.hidden();
    return [...new Set((this.#ofBlock.get(block) ?? []).map(({ place }) => place))].filter((place) => !hidden.includes(place));
  }

  #boxes({ block, start, end }) {
    const at = this.#reader.range(block, start, end);
    const range = document.createRange();
    range.setStart(at.startContainer, at.startOffset);
    range.setEnd(at.endContainer, at.endOffset);
    return Array.from(range.getClientRects());
  }

  // Reading in the article.

  /** Goes to a mention of the selected place: to the first for 0, else so many further on, going round. */
  read(step) {
    const place = this.#view.selected_index();
    const all = this.#all.filter((mention) => mention.place === place);
    if (!all.length) return;
    // A heading is gone to only where there is nothing else to read.
    const told = all.filter(({ block }) => !block.heading);
    const mentions = told.length ? told : all;
    const count = mentions.length;
    this.#at = step ? (this.#at + step + count) % count : 0;
    const mention = mentions[this.#at];
    const { block } = mention;
    const [start, end] = this.#reader.sentence(block, mention.start, mention.end);
    this.#view.reading(this.#at, count, step ? block.text.slice(start, end).replace(/\s+/g, " ").trim() : "");
    this.#aside();
    this.#scrollTo(mention);
    this.#show("dateline-reading", 1, [this.#reader.range(block, start, end)]);
    clearTimeout(this.#markTimer);
    this.#markTimer = setTimeout(() => this.#show("dateline-reading", 1, []), MARKED_MS);
    if (!step) focusOn(block.element);
  }

  /** Goes back to the map, with the focus on the marker. */
  back() {
    const place = this.#view.selected_index();
    this.#leave();
    this.bring();
    this.#view.focus_place(place)?.focus({ preventScroll: true });
  }

  /** Brings the map into the window, unless most of what there is room for is there. */
  bring() {
    if (!this.#isInView()) this.#host.scrollIntoView({ block: "nearest", behavior: this.#does.reduced() ? "auto" : "smooth" });
  }

  #isInView() {
    const { top, bottom } = this.#host.getBoundingClientRect();
    const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return seen > 0.5 * Math.min(bottom - top, innerHeight);
  }

  #leave() {
    if (!this.isReading) return;
    this.#at = -1;
    this.#view.reading(0, 0, "");
    this.#show("dateline-reading", 1, []);
  }

  /** Tells the bar where the article's middle is, so that it stands below the text. */
  #aside() {
    const { left, right } = this.#reader.root.getBoundingClientRect();
    this.#host.shadowRoot.querySelector(".map").style.setProperty("--text-middle", `${Math.round((left + right) / 2)}px`);
  }

  #scrollTo(mention) {
    const { element } = mention.block;
    const behavior = this.#does.reduced() ? "auto" : "smooth";
    // Of a paragraph higher than the window, the line is what is to be seen.
    const box = element.getBoundingClientRect();
    if (box.height < innerHeight * 0.7) return element.scrollIntoView({ block: "center", behavior });
    const [line] = this.#boxes(mention);
    if (line) scrollBy({ top: line.top - innerHeight * READING_LINE, behavior });
  }

  // Following the text.

  /** Whether the map follows the text as it is scrolled: `can` by the page's wish, `on` by the reader's. */
  follow(can, on = can) {
    this.#follow = { on, block: null };
    this.#does.after(this.#view.follow(can, on));
    this.#point();
    this.#schedule();
  }

  get follows() {
    return this.#follow.on;
  }

  /** The reader has touched the map: it stays where it is. */
  touched() {
    if (this.#follow.on) this.follow(true, false);
  }

  #schedule() {
    if (!this.#follow.on) return;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#followOn();
    });
  }

  /** Where the text is read, in px from the window's top: clear of the map, if that lies over the text's column. */
  #line(blocks) {
    const box = (at) => blocks.at(at).element.getBoundingClientRect();
    const map = this.#host.getBoundingClientRect(), { left, right } = box(blocks.length >> 1);
    let line = innerHeight * READING_LINE;
    if (map.left < right && map.right > left) {
      const below = innerHeight - map.bottom;
      line = map.top < below ? Math.max(line, map.bottom + below * BELOW_MAP) : Math.min(line, map.top * READING_LINE);
    }
    // The page may end before its last paragraph has come up to the line, which then comes down to it. What is scrolled is rounded: 2 px.
    const ahead = document.documentElement.scrollHeight - innerHeight - scrollY - 2;
    return scrollY ? Math.max(line, box(-1).top - 2 * ahead) : line;
  }

  #followOn() {
    const blocks = this.#reader.blocks.filter(({ heading }) => !heading);
    if (!this.#follow.on || !blocks.length) return;
    const line = this.#line(blocks);
    // Blocks follow each other down the page: the last one that has begun above the line.
    let low = 0, high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (blocks[middle].element.getBoundingClientRect().top <= line) low = middle + 1;
      else high = middle;
    }
    const block = blocks[low - 1] ?? null;
    if (block === this.#follow.block) return;
    this.#follow.block = block;
    this.#point();
    const places = this.#placesOf(block);
    // Who wants no motion sees the markers ringed, and the map keeps still.
    if (places.length && !this.#does.reduced()) this.#does.after(this.#view.go_to(Uint32Array.from(places)));
  }

  /** Takes away all that was painted. */
  clear() {
    this.#leave();
    this.#all = [];
    this.#ofBlock = new Map();
    for (const name of this.#painted.keys()) this.#show(name, 0, []);
    this.#pointed = -1;
    pointer(false);
  }

  #end() {
    clearTimeout(this.#markTimer);
    cancelAnimationFrame(this.#frame);
    this.#at = -1;
    this.clear();
  }
}

/** Moves the focus to an element that may not take it, for as long as it has it. */
function focusOn(element) {
  if (!element.hasAttribute("tabindex")) {
    element.setAttribute("tabindex", "-1");
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }
  element.focus({ preventScroll: true });
}

export function mentionsClass() {
  return Mentions;
}
