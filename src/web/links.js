// Links to places: those that the author wrote into the page, the one in the address, and the one that is shared.

const LINKS = "a[data-place], button[data-place]";
let named = 0;
/** The links that lead to some map of the page. */
const taken = new WeakSet();

export class Links {
  #host;
  #view;
  /** What the element does: `want(index, byHand, byReader)` selects, `bring()` brings the map into the window. */
  #does;
  /** The links that were given attributes, with those attributes. */
  #given = new Map();
  #prefix = "dateline-";
  /** The id of the place that the address opened, or was written for. */
  #addressed = null;
  /** The link that opened the panel, to go back to. */
  opener = null;

  constructor(host, view, does, signal) {
    this.#host = host;
    this.#view = view;
    this.#does = does;
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal });
    on(document, "click", (event) => this.#click(event));
    on(document, "keydown", (event) => {
      // An <a> without an address is no link to the browser.
      const link = event.target instanceof Element && event.target.closest("a[data-place]:not([href])");
      if (!link || !this.#given.has(link) || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      link.click();
    });
    on(window, "popstate", () => this.open());
    on(window, "hashchange", () => this.open());
    signal.addEventListener("abort", () => this.clear());
  }

  /** `permalink`: what the address of a place begins with after the #; none for "none". */
  prefix(value) {
    this.#prefix = value === "none" ? null : value || "dateline-";
  }

  // The author's links.

  /** Tells assistive technology what the links to this map's places do. */
  update() {
    for (const link of document.querySelectorAll(LINKS)) {
      if (taken.has(link) || this.#view.index_of(link.dataset.place) < 0 || link.closest("dateline-map")) continue;
      taken.add(link);
      this.#host.id ||= `dateline-map-${++named}`;
      const given = { "aria-controls": this.#host.id };
      if (link.localName === "a" && !link.hasAttribute("href")) Object.assign(given, { role: "button", tabindex: "0" });
      for (const name of Object.keys(given)) {
        if (link.hasAttribute(name)) delete given[name];
        else link.setAttribute(name, given[name]);
      }
      this.#given.set(link, given);
    }
    this.selected();
  }

  /** Another place, or none, has been selected. */
  selected() {
    const id = this.#view.selected_id();
    for (const link of this.#given.keys()) {
      if (link.isConnected) link.setAttribute("aria-expanded", String(link.dataset.place === id));
      else this.#leave(link);
    }
  }

  clear() {
    for (const link of this.#given.keys()) this.#leave(link);
    this.opener = null;
  }

  /** Leaves a link as the author wrote it, for another map or another time. */
  #leave(link) {
    for (const name of ["aria-expanded", ...Object.keys(this.#given.get(link))]) link.removeAttribute(name);
    this.#given.delete(link);
    taken.delete(link);
  }

  #click(event) {
    const link = event.target instanceof Element ? event.target.closest(LINKS) : null;
    if (!link || !this.#given.has(link) || event.defaultPrevented) return;
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const index = this.#view.index_of(link.dataset.place);
    const isOpen = index === this.#view.selected_index();
    this.opener = isOpen ? null : link;
    // By key the focus goes along, and comes back to the link.
    this.#does.want(isOpen ? -1 : index, !isOpen && event.detail === 0);
    if (!isOpen) this.#does.bring();
  }

  // The address of the page.

  /** The id that the page's address names, null for none, undefined when the address is not ours. */
  #told() {
    if (this.#prefix === null) return undefined;
    let hash = location.hash.slice(1);
    try {
      hash = decodeURIComponent(hash);
    } catch {
      return undefined; // not ours: ours are written in UTF-8
    }
    if (!hash) return null;
    return hash.startsWith(this.#prefix) ? hash.slice(this.#prefix.length) : undefined;
  }

  /** The place that the page's address names: its index, -1 for none, undefined when there is no such place. */
  #named() {
    const id = this.#told();
    if (id == null) return id === null ? -1 : undefined;
    const index = this.#view.index_of(id);
    return index < 0 ? undefined : index;
  }

  /** Whether the page's address may name a place: for one map of a page it does. */
  get opens() {
    return this.#told() != null;
  }

  /** Opens what the page's address names; whether it names a place. */
  open() {
    const index = this.#named();
    if (index === undefined) return false;
    // An address without a place closes only what an address has opened.
    if (index >= 0 || this.#view.selected_id() === this.#addressed) {
      this.#does.want(index, false, false);
      this.#addressed = this.#view.selected_id();
    }
    return index >= 0;
  }

  /**
   * Writes the selected place into the page's address, unless the page uses that for something else. What was not opened by the
   * reader is no step, and is written only over another place.
   */
  write(byReader) {
    const now = this.#named();
    if (now === undefined || (now < 0 && !byReader)) return;
    if (now !== this.#view.selected_index()) history[byReader ? "pushState" : "replaceState"](history.state, "", this.address());
    this.#addressed = this.#view.selected_id();
  }

  /** The address of the page with the selected place in it. */
  address() {
    const url = new URL(location.href);
    const id = this.#view.selected_id();
    url.hash = id == null || this.#prefix === null ? "" : encodeURIComponent(this.#prefix + id);
    return url.href.replace(/#$/, "");
  }

  /** Hands the link to what the reader shares with, or to the clipboard; whether it was copied. */
  async share(title) {
    const url = this.address();
    try {
      if (navigator.share) {
        await navigator.share({ title, url });
        return false;
      }
      await navigator.clipboard.writeText(url);
      return true;
    } catch {
      return false; // the reader thought better of it, or the browser does not allow it
    }
  }
}

export function linksClass() {
  return Links;
}
