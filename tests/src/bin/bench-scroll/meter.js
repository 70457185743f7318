// Runs in the page of either contender: moves its list as a hand would and measures what the main thread does meanwhile.
// `window.contender` has `scroller()`, `rows()` (each `{ top, bottom, id }`, in pixels of the window) and `input()`.
// How busy a frame was is told by a timer: it fires every few milliseconds while the thread is idle, and what it is late by the thread
// was busy. (Nothing that keeps the thread itself busy: on two processors that alone would hold up the frames.)

// The driver of the window understands errors, not the texts and objects that a command is refused with.
const refused = (problem) => {
  throw new Error(JSON.stringify(problem));
};
const invoke = (command, args) => window.__TAURI_INTERNALS__.invoke(command, args).catch(refused);
const frame = () => new Promise((done) => requestAnimationFrame(done));
const message = () =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  });

/** Milliseconds asked for between two beats of the timer. */
const BEAT = 4;

/** A timer that notes how late it is: in each frame (`frames`), and at most (`longest`). `idle` is how long a beat takes when nothing runs. */
function listen(idle = BEAT) {
  const state = { frames: [], beats: [], longest: 0, on: true };
  let last = performance.now();
  let late = 0;
  const beat = () => {
    const now = performance.now();
    const took = now - last;
    state.beats.push(took);
    late += Math.max(0, took - idle);
    state.longest = Math.max(state.longest, took - idle);
    last = now;
    if (state.on) setTimeout(beat, BEAT);
  };
  const tick = () => {
    state.frames.push(late);
    late = 0;
    if (state.on) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  setTimeout(beat, BEAT);
  return state;
}

/** How long a beat takes while the page rests, milliseconds. */
async function calibrate() {
  const state = listen();
  for (let step = 0; step < 60; step += 1) await frame();
  state.on = false;
  return quantile(state.beats, 0.5);
}

const quantile = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

/** Every row that has a place in the window is there, with its words. */
function isPainted() {
  const { top, bottom } = window.contender.scroller().getBoundingClientRect();
  const rows = window.contender.rows().filter((row) => row.bottom > top + 40 && row.top < bottom - 12);
  const height = rows.reduce((sum, row) => sum + row.bottom - row.top, 0);
  return height >= bottom - top - 100 && rows.every((row) => row.id !== "");
}

/** Waits for a frame in which `look` holds; returns when that frame was on the screen. */
async function painted(look, limit = 20_000) {
  const end = performance.now() + limit;
  for (;;) {
    await frame();
    if (look()) return message();
    if (performance.now() > end) throw new Error(`not painted after ${limit} ms`);
  }
}

async function measured(idle, act) {
  const state = listen(idle);
  await frame();
  await frame();
  const unloaded = await act();
  await frame();
  state.on = false;
  return { busyP95: quantile(state.frames, 0.95), longest: state.longest, frames: state.frames.length, idle, unloaded };
}

window.meter = {
  async keepSyncing() {
    setInterval(() => void invoke("sync_start").catch(() => undefined), 400);
  },

  /** A wheel: so many notches, one a frame. */
  async wheel(notches) {
    const scroller = window.contender.scroller();
    scroller.scrollTop = 0;
    await painted(isPainted);
    const idle = await calibrate();
    return measured(idle, async () => {
      let unloaded = 0;
      for (let step = 0; step < notches; step += 1) {
        scroller.scrollTop += 106;
        await frame();
        if (!isPainted()) unloaded += 1;
      }
      return unloaded / notches;
    });
  },

  /** The thumb, through the whole list and back. */
  async drag(frames) {
    const scroller = window.contender.scroller();
    scroller.scrollTop = 0;
    await painted(isPainted);
    const idle = await calibrate();
    const length = scroller.scrollHeight - scroller.clientHeight;
    return measured(idle, async () => {
      for (let step = 0; step <= frames; step += 1) {
        const way = (2 * step) / frames;
        scroller.scrollTop = length * (way < 1 ? way : 2 - way);
        await frame();
      }
      return 0;
    });
  },

  /** The thumb let go at far places: from there to the rows on the screen, in ms. */
  async jumps(count) {
    const scroller = window.contender.scroller();
    const length = scroller.scrollHeight - scroller.clientHeight;
    const times = [];
    for (let step = 1; step <= count; step += 1) {
      // Spread over the list without coming near an earlier place.
      const start = performance.now();
      scroller.scrollTop = length * ((step * 0.618034) % 1);
      await frame();
      const end = await painted(isPainted);
      times.push(end - start);
      for (let rest = 0; rest < 6; rest += 1) await frame();
    }
    return { p95: quantile(times, 0.95), median: quantile(times, 0.5), count };
  },

  /** The ids that the list begins with when this is searched for. */
  async first(search) {
    const spec = { ...window.contender.spec, search };
    this.probe ??= (await invoke("view_open", { spec, from: 0, to: 0 })).view;
    const { viewId } = this.probe;
    // The rows may change meanwhile.
    for (let turn = 0; ; turn += 1) {
      try {
        const { window: shown } = await invoke("view_update", { viewId, spec, from: 0, to: 8 });
        return shown.rows.rows.map((row) => row.key.id);
      } catch (problem) {
        if (turn === 9) throw problem;
      }
    }
  },

  /** Gets ready for a word: from now on every letter is timed until its rows are on the screen. */
  async expect(word) {
    const scroller = window.contender.scroller();
    scroller.scrollTop = 0;
    const input = window.contender.input();
    const wanted = new Map();
    let before = "";
    for (let length = 1; length <= word.length; length += 1) {
      const ids = await this.first(word.slice(0, length));
      // A letter that changes nothing in sight cannot be timed.
      if (ids.join() !== before) wanted.set(word.slice(0, length), ids);
      before = ids.join();
    }
    const typed = { times: [], waiting: 0, state: listen(await calibrate()) };
    window.typed = typed;
    const note = (event) => {
      const ids = wanted.get(input.value);
      if (!ids) return;
      const start = event.timeStamp;
      typed.waiting += 1;
      const look = () => {
        const { top, bottom } = scroller.getBoundingClientRect();
        const shown = window.contender.rows().filter((row) => row.bottom > top + 40 && row.top < bottom - 12);
        return ids.every((id, place) => shown[place]?.id === id);
      };
      painted(look).then(
        (end) => {
          typed.times.push(end - start);
          typed.waiting -= 1;
        },
        () => {
          typed.times.push(20_000);
          typed.waiting -= 1;
        },
      );
    };
    input.addEventListener("input", note, { capture: true });
    typed.end = () => {
      typed.state.on = false;
      input.removeEventListener("input", note, { capture: true });
      return { times: typed.times, longest: typed.state.longest };
    };
    return [...wanted.keys()];
  },
};
