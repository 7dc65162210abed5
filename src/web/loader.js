// Loading: what a map is to show is fetched, read a slice at a time, and shown: when all of it has come, or as it comes in.

import { Files } from "./files.js";
import { whole } from "./rest.js";

/** Of the view's flags, the one that says that there is more to do than a frame has time for. */
const BUSY = 128;
/**
 * The bar of progress passes in so many steps, each so many milliseconds long. An animation of CSS, in steps or not, has the browser
 * put every frame together anew, which takes half of the time that a large file does where there is no GPU.
 */
const STEPS = 16, STEP_MS = 150;
/** How long the page waits for work that is done in pieces, in milliseconds: half a frame. */
const SLICE_MS = 8;
/** While a large file comes in, what has come is shown once in so many milliseconds. */
const SHOW_MS = 1000;
/** And not before so many have passed: what is there sooner than that is shown once, whole, and so sooner. */
const FIRST_MS = 300;
/** So many places are gathered at a time, which takes a few milliseconds. */
const ITEMS = 1 << 15;

/**
 * Loads what one view shows. `does` is what the element does for it: `after` is given the view's flags, and `dispatch` an event's
 * type, detail and whether it can be cancelled; `speak` settles when the view has its texts; `isSeen` tells whether any of the map is
 * in the window, and `opens` whether a place is to be opened at once; `shown` is called when all is shown, with whether all of the code
 * is here.
 */
class Loader {
  /** "loading"; "growing" when some of a large file is shown already; "ready"; "error"; and "" at its end. */
  state = "";
  #host;
  #view;
  #does;
  #signal;
  #bar;
  #files = new Files();
  /** Moves the bar of progress on. */
  #passing = 0;
  /** Loads are counted: what a later one wants takes the place of what was wanted before. */
  #turn = 0;
  /** The file, or the object, whose story is shown. */
  #shown = null;
  /** The basemap that is shown: its addresses and its view of disputed land. */
  #ground = null;
  /** The work that is done a slice at a time, and whether there is any left. */
  #work = null;
  #isBusy = false;

  constructor(host, bar, view, does, signal) {
    [this.#host, this.#bar, this.#view, this.#does, this.#signal] = [host, bar, view, does, signal];
    signal.addEventListener("abort", () => {
      clearInterval(this.#passing);
      this.state = "";
    });
  }

  /** Whether there is a map to look at and to move: all of it, or what has come of it so far. */
  get shows() {
    return this.state === "ready" || this.state === "growing";
  }

  /** Takes on a state, which the page and the reader are told. */
  become(state) {
    this.state = state;
    this.#view.state(state);
    clearInterval(this.#passing);
    if (state === "loading") {
      this.#host.setAttribute("aria-busy", "true");
      let step = 0;
      this.#passing = setInterval(() => this.#bar.style.setProperty("--step", step++ % STEPS), STEP_MS);
    } else this.#host.removeAttribute("aria-busy");
  }

  /** Has the story read anew when it is loaded next: the object may be the one that is shown, with other things in it. */
  forget() {
    this.#shown = null;
  }

  /**
   * Fetches what the attributes name and is not there yet, and shows it when all of it has come or failed. A story as `data` takes the
   * place of the file.
   */
  async load(data, worldview) {
    const view = this.#view;
    const { src } = this.#host;
    const levels = Files.levelsOf(this.#host);
    const ground = JSON.stringify([levels, worldview]);
    const turn = ++this.#turn;
    const current = () => !this.#signal.aborted && this.#turn === turn;
    if (this.state !== "ready") this.become("loading");
    // What is opened at once needs the code that comes after the first view.
    const code = this.#does.opens() ? this.isWhole() : true;

    // What is shown already need not be read again.
    const stays = this.#ground === ground;
    const known = this.state === "ready" && (data ? this.#shown === data : src && this.#shown === src);
    const [story, ...basemap] = await Promise.all([
      known || data || !src ? null : this.#files.fetch(src, this.#signal),
      ...(stays ? [] : levels).map((url) => this.#files.bytes(url, this.#signal)),
    ]);
    await this.#does.speak();
    if (!current()) return;

    // What cannot be read does not take away what was already shown.
    const failures = [];
    if (!stays) {
      view.begin_levels(worldview);
      basemap.forEach((file, i) => {
        const error = file.error ?? view.add_level(levels[i], file.bytes);
        if (error) failures.push(error);
      });
      view.end_levels(failures.length > 0);
      // What could not be had is asked for again with the next change.
      this.#ground = failures.length ? null : ground;
    }
    let reads = false;
    try {
      if (!src && !data) throw "expected a story, found neither a src attribute nor the story property";
      if (story?.error) throw story.error;
      if (!known) {
        reads = true;
        const bytes = data ? new TextEncoder().encode(jsonOf(data)) : null;
        const size = bytes ? bytes.length : Number(story.answer.headers.get("content-length"));
        if (!(await this.#read(data ? "story" : src, bytes ?? story.answer.body, size, Boolean(data), current))) return;
      }
      this.#shown = data ?? src;
    } catch (error) {
      if (!current()) return;
      failures.unshift(String(error));
      const ready = this.state === "ready";
      // Of a large file that breaks off, what has come stays, and is shown if it has not been yet.
      if (reads && !ready) this.#does.after(view.show_more());
      if (!view.cut_story()) {
        view.failed(failures.join("\n"), !ready);
        this.become(ready ? "ready" : "error");
        return this.#report(failures);
      }
    }
    // The story may be the one that tells the language.
    await this.#does.speak();
    if (!current()) return;
    view.failed(failures.join("\n"), false);
    this.#does.after(view.show());
    await this.#work;
    await this.#painted(current);
    const isWhole = await code;
    if (!current()) return;
    this.become("ready");
    this.#report(failures);
    this.#does.shown(isWhole);
  }

  /** Reads a story as it comes in, a slice at a time; not to its end when another one is wanted. */
  async #read(address, body, size, inPage, current) {
    const view = this.#view;
    const shown = this.state !== "ready";
    let until = performance.now() + SLICE_MS;
    let [next, told] = [performance.now() + FIRST_MS, 0];
    view.begin_story();
    for await (const { bytes, batch, read } of Files.parts(address, body, size)) {
      if (!current()) return false;
      if (batch) view.add_batch(batch);
      else view.add_story(address, bytes);
      const now = performance.now();
      const flags = shown && now >= next ? view.show_more() : 0;
      const begins = flags && this.state !== "growing";
      if (flags) {
        this.state = "growing";
        this.#does.after(flags);
        next = now + SHOW_MS;
      }
      if (now < until && !begins) continue;
      const places = view.read_count();
      if (this.state === "growing" && places > told) this.#does.dispatch("dateline-progress", { places, bytes: read });
      told = places;
      await pause();
      if (!current()) return false;
      until = performance.now() + SLICE_MS;
    }
    if (!current()) return false;
    view.end_story(address, inPage);
    return true;
  }

  /** Waits until all marks of a crowd have been painted, which takes some frames; not while nobody can see them. */
  async #painted(current) {
    while (current() && this.#does.isSeen() && !document.hidden && !this.#view.is_painted()) await (this.#work ?? nextFrame());
  }

  /** Does what takes longer than a frame, a slice at a time, when the view's flags say that there is any. */
  work(flags) {
    if (!(flags & BUSY)) return;
    this.#isBusy = true;
    this.#work ??= this.#slices().finally(() => {
      this.#work = null;
    });
  }

  async #slices() {
    while (this.#isBusy) {
      await pause(); // what asked for this has taken its time, and a frame may leave more to do
      if (this.#signal.aborted) return;
      const until = performance.now() + SLICE_MS;
      let [flags, now] = [0];
      do flags |= now = this.#view.work(ITEMS);
      while (now & BUSY && performance.now() < until);
      this.#isBusy = Boolean(now & BUSY);
      this.#does.after(flags & ~BUSY);
    }
  }

  /** Whether all of the code is here, when it has come; that it cannot be had is told. */
  async isWhole() {
    try {
      await whole();
      return true;
    } catch (error) {
      this.#report([error]);
      return false;
    }
  }

  #report(failures) {
    for (const message of failures) {
      // An answer of its own is the page's affair; unheard, the error goes to the console.
      if (this.#does.dispatch("dateline-error", { message }, true)) console.error(`dateline-map: ${message}`);
    }
  }
}

/** Settles with the next frame, or when the page is hidden and there will be none. */
function nextFrame() {
  return new Promise((done) => {
    const end = () => {
      document.removeEventListener("visibilitychange", end);
      done();
    };
    requestAnimationFrame(end);
    document.addEventListener("visibilitychange", end);
  });
}

/** Lets the browser paint and the reader act before the next slice of work. A timer would wait for 4 ms more. */
function pause() {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}

/** The text of a story that was set as an object. A browser writes it deep in its own stack, and says so when it cannot. */
function jsonOf(data) {
  let text;
  try {
    text = JSON.stringify(data);
  } catch (error) {
    throw `story: expected a GeoJSON object, found one that JSON cannot tell: ${error.message.split("\n")[0]}`;
  }
  if (text === undefined) throw `story: expected a GeoJSON object, found a ${typeof data}`;
  return text;
}

export function loaderClass() {
  return Loader;
}
