// Reads the article on the page: its blocks of text, and in them the mentions of places, which the `view` finds.
//
// The work is sliced, so that the page stays responsive while a long article is read. When the article changes, only
// blocks in what has changed are walked again, and only texts that are new are searched again. Nothing in the page is
// touched.

/** How long a slice may take, in milliseconds: a frame at 60 Hz has 16, and the page wants most of it. */
const SLICE_MS = 8;
/** Changes within this time, in milliseconds, are read together. */
const COALESCE_MS = 60;

const set = (names) => new Set(names.toUpperCase().split(" "));
/** Elements whose text is none of the article's. */
const SKIPPED = set(
  "script style template noscript head title nav svg math iframe object canvas audio video select option textarea datalist dateline-map rt rp dialog form",
);
/** Elements that set their text apart from what is around them. */
const BLOCKS = set(
  "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul",
);
/** Elements whose blocks are no paragraphs of the article's text, so that they are not counted. */
const UNNUMBERED = "h1, h2, h3, h4, h5, h6, header, footer, figcaption, caption";
const HEADINGS = "h1, h2, h3, h4, h5, h6, header";
const CAPTIONS = set("figcaption caption");

/** Lets the page do what it has to do: all that waits now goes first. (After `scheduler.yield` we should.) */
const pause = () => globalThis.scheduler?.postTask?.(() => {}) ?? new Promise((go) => setTimeout(go));

/**
 * A block is `{ element, text, runs, numbered, heading, read }`: the element it stands in; its text; the text nodes it is
 * made of, each `{ node, start }` with the node's start in the text; whether it counts as a paragraph; whether it is a
 * heading, or part of the article's head; and of its text the number
 * that the view knows it by, whether it mentions any place, and where its sentences start.
 */
export class Reader {
  #view;
  #root = null;
  #captions = true;
  #lang = "";
  #observer = null;
  #timer = 0;
  /** Ends the reading that is under way. */
  #running = null;
  #onRead;
  /** Of elements: the blocks in them, as long as nothing in them changes. */
  #walked = new WeakMap();
  /** Of texts: what the view found in them. */
  #texts = new Map();
  #numbers = 0;
  /** The blocks of the article, in its order, and the block of each text node. */
  blocks = [];
  #ofNode = new WeakMap();
  /** How often the reading gave way to the page. */
  slices = 0;

  /** `onRead` is called with the mentions, `{ place, block, start, end }` each, whenever the article has been read. */
  constructor(view, onRead) {
    this.#view = view;
    this.#onRead = onRead;
  }

  get root() {
    return this.#root;
  }

  /** Reads the article in `root`, or nothing for null; anew, whatever was known. */
  start(root, { captions, lang }) {
    this.stop();
    this.#root = root;
    this.#captions = captions;
    this.#lang = lang;
    if (!root) return;
    this.#observer = new MutationObserver((records) => this.#changed(records));
    this.#observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["hidden", "aria-hidden"] });
    this.#view.article_begin(lang);
    this.#read();
  }

  stop() {
    this.#observer?.disconnect();
    this.#observer = null;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#running?.abort();
    this.#running = null;
    this.#root = null;
    this.#walked = new WeakMap();
    this.#texts.clear();
    this.#numbers = 0;
    this.blocks = [];
    this.#ofNode = new WeakMap();
  }

  /** The block that a text node is part of, with the node's start in its text: `{ block, start }`; undefined if it is part of none. */
  find(node) {
    return this.#ofNode.get(node);
  }

  /** A mention, or another stretch of a block, as a range that costs the page nothing when it changes. */
  range(block, start, end) {
    const from = at(block, start, false), to = at(block, end, true);
    return new StaticRange({ startContainer: from.node, startOffset: from.offset, endContainer: to.node, endOffset: to.offset });
  }

  /** The start and end of the sentence around a stretch of a block. */
  sentence(block, start, end) {
    const { sentences } = block.read;
    const from = sentences.findLast((at) => at <= start) ?? 0;
    return [from, sentences.find((at) => at >= end) ?? block.text.length];
  }

  #changed(records) {
    let any = false;
    for (const { target, type } of records) {
      // What is within the map, or in another that is skipped, is none of the article.
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      if (!element || (type !== "attributes" && isSkippedIn(element, this.#root))) continue;
      any = true;
      for (let up = element; up; up = up.parentElement) {
        this.#walked.delete(up);
        if (up === this.#root) break;
      }
    }
    if (!any) return;
    this.#running?.abort();
    this.#running = null;
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      this.#read();
    }, COALESCE_MS);
  }

  async #read() {
    const running = (this.#running = new AbortController());
    // Not in the task of whatever asks for it, which has its own work.
    await pause();
    if (running.signal.aborted) return;
    let until = performance.now() + SLICE_MS;
    for (const done of this.#steps()) {
      if (done || performance.now() < until) continue;
      this.slices += 1;
      await pause();
      if (running.signal.aborted) return;
      until = performance.now() + SLICE_MS;
    }
    if (this.#running === running) this.#running = null;
  }

  /** Reads to the end at once what is being read, or is to be. */
  finish() {
    if (!this.#running && !this.#timer) return;
    this.#running?.abort();
    this.#running = null;
    clearTimeout(this.#timer);
    this.#timer = 0;
    for (const _ of this.#steps());
  }

  /** The reading in steps, between which it can be interrupted. */
  *#steps() {
    const blocks = [];
    yield* this.#walk(this.#root, blocks);
    const used = new Set();
    const paragraphs = new Uint32Array(blocks.length);
    let paragraph = 0;
    for (const [i, block] of blocks.entries()) {
      block.read = this.#search(block.text);
      used.add(block.text);
      if (block.numbered) paragraphs[i] = ++paragraph;
      if (block.read.any) for (const { node, start } of block.runs) this.#ofNode.set(node, { block, start });
      yield false;
    }
    for (const [text, { number }] of this.#texts) {
      if (used.has(text)) continue;
      this.#texts.delete(text);
      this.#view.article_drop(number);
    }
    yield false;
    const flat = this.#view.article_end(Uint32Array.from(blocks, ({ read }) => read.number), paragraphs);
    this.blocks = blocks;
    const mentions = [];
    for (let i = 0; i < flat.length; i += 4) {
      mentions.push({ place: flat[i], block: blocks[flat[i + 1]], start: flat[i + 2], end: flat[i + 3] });
    }
    yield false;
    this.#onRead(mentions);
    yield true;
  }

  /** What the view finds in a text: `{ number, any, sentences }`. */
  #search(text) {
    let read = this.#texts.get(text);
    if (!read) {
      const number = this.#numbers++;
      read = { number, any: this.#view.article_block(number, text), sentences: [] };
      if (read.any) {
        read.sentences = sentencesOf(text, this.#lang);
        this.#view.article_sentences(number, Uint32Array.from(read.sentences));
      }
      this.#texts.set(text, read);
    }
    return read;
  }

  /** Appends the blocks in an element. */
  *#walk(element, out) {
    const known = this.#walked.get(element);
    if (known) {
      out.push(...known);
      return;
    }
    const first = out.length;
    let open = null;
    const finish = () => {
      if (open && /\S/.test(open.text)) out.push(open);
      open = null;
    };
    const add = (text, node) => {
      open ??= { element, text: "", runs: [], numbered: !element.closest(UNNUMBERED), heading: Boolean(element.closest(HEADINGS)), read: null };
      if (node) open.runs.push({ node, start: open.text.length });
      open.text += text;
    };
    // Inline elements are gone through here; a block inside them, which HTML allows, is walked for itself.
    const walker = [element.firstChild];
    while (walker.length) {
      const node = walker.pop();
      if (!node) continue;
      walker.push(node.nextSibling);
      if (node.nodeType === Node.TEXT_NODE) {
        add(node.data, node);
      } else if (node.nodeType === Node.ELEMENT_NODE && !this.#skips(node)) {
        if (node.localName === "br") {
          add("\u2028");
        } else if (BLOCKS.has(node.tagName.toUpperCase())) {
          finish();
          yield* this.#walk(node, out);
        } else {
          walker.push(node.firstChild);
        }
      }
    }
    finish();
    // Text of a break alone has no node to stand in.
    for (let i = out.length - 1; i >= first; i -= 1) if (!out[i].runs.length) out.splice(i, 1);
    this.#walked.set(element, out.slice(first));
    yield false;
  }

  #skips(element) {
    const name = element.tagName.toUpperCase();
    return SKIPPED.has(name) || (!this.#captions && CAPTIONS.has(name)) || isHidden(element);
  }
}

function isHidden(element) {
  if (element.getAttribute("aria-hidden") === "true" || (element.hasAttribute("hidden") && element.hidden !== "until-found")) return true;
  return element.checkVisibility ? !element.checkVisibility({ visibilityProperty: true }) : false;
}

function isSkippedIn(element, root) {
  for (let up = element; up && up !== root; up = up.parentElement) if (SKIPPED.has(up.tagName.toUpperCase())) return true;
  return false;
}

/** Where an offset of a block stands in the page. An end belongs to the node before it. */
function at({ runs }, offset, isEnd) {
  const run = runs.findLast(({ start }) => (isEnd ? start < offset : start <= offset)) ?? runs[0];
  return { node: run.node, offset: Math.min(offset - run.start, run.node.data.length) };
}

const segmenters = new Map();

/** Where the sentences of a text start. */
function sentencesOf(text, lang) {
  if (!Intl.Segmenter) return [0];
  if (!segmenters.has(lang)) {
    let segmenter;
    try {
      segmenter = new Intl.Segmenter(lang || undefined, { granularity: "sentence" });
    } catch {
      segmenter = new Intl.Segmenter(undefined, { granularity: "sentence" }); // not a language tag
    }
    segmenters.set(lang, segmenter);
  }
  // A line break in the page's source is a blank.
  return Array.from(segmenters.get(lang).segment(text.replace(/[\n\r\t]/g, " ")), ({ index }) => index);
}

/** The article that a map stands in: the element that `for` names, else the closest article, else the main part. */
export function articleOf(host) {
  const id = host.getAttribute("for");
  if (id) return host.getRootNode().getElementById?.(id) ?? document.getElementById(id);
  return host.closest("article") ?? host.closest("main") ?? document.querySelector("main");
}

export function readerClass() {
  return Object.assign(Reader, { articleOf });
}
