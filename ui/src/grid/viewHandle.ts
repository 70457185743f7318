import { exportOffer, exportStart, viewLocate, viewOpen, viewRows, viewSelect, viewSelected, viewUpdate } from "../backend/bindings/commands";
import type { Export, ExportOffer, ExportSpec, Problem, ResourceKey, RowKind, Scope, SelectOperation, SelectedKeys, ViewAndRows, ViewRows, ViewSpec, ViewState } from "../backend/bindings/types";
import { PAGE_ROWS } from "../backend/pageRows";
import { problemOf } from "../backend/problem";
import { createStore } from "../store";
import { nothingShown, pageOf, rowAt, withPage, withSelected, type Shown } from "./viewShown";

/** What every row has. */
export interface Keyed {
  key: ResourceKey;
}

/** Where a person is in a list; kept while other pages are shown. */
export interface Place {
  /** The row of the focus; -1 is the header. */
  row: number;
  key: ResourceKey | null;
  column: string;
  scrollTop: number;
}

/** One list of the core as the window looks at it: its question, the rows in sight, and where the person is. */
export class ViewHandle<Row extends Keyed> {
  /** What is asked for. */
  readonly spec;
  /** What is there. */
  readonly shown;
  /** Once something is shown: the first rows, or why there are none. */
  readonly first: Promise<void>;
  /** The row whose details are open. */
  readonly opened = createStore<ResourceKey | null>(null);

  #place: Place = { row: 0, key: null, column: "", scrollTop: 0 };
  #view: ViewState | null = null;
  #opening: Promise<ViewAndRows> | null = null;
  /** Grows with every question; answers to earlier ones are dropped. */
  #question = 0;
  #asked: ViewSpec | null = null;
  #flights = new Map<number, { again: boolean }>();
  #range: readonly [number, number] = [0, 0];
  #selecting: Promise<unknown> = Promise.resolve();

  constructor(
    readonly kind: RowKind,
    /** The question without any filter. */
    readonly plain: ViewSpec,
  ) {
    this.spec = createStore(plain);
    this.shown = createStore<Shown<Row>>(nothingShown(plain));
    this.spec.subscribe(() => this.#ask());
    this.first = new Promise((resolve) => {
      const end = this.shown.subscribe(() => {
        end();
        resolve();
      });
    });
  }

  /** Where the person is. */
  get place(): Place {
    return this.#place;
  }

  remember(part: Partial<Place>): void {
    this.#place = { ...this.#place, ...part };
  }

  /** Asks for the first rows, once. */
  start(): void {
    if (this.#question === 0) this.#ask();
  }

  change(part: Partial<Pick<ViewSpec, "search" | "filters" | "sort" | "scope">>): void {
    this.spec.set((now) => ({ ...now, ...part }));
  }

  setScope(scope: Scope): void {
    const now = this.spec.get().scope;
    if (JSON.stringify(now) !== JSON.stringify(scope)) this.change({ scope });
  }

  /** Something has changed in the core: the rows in sight are asked for again, once at a time. */
  refresh(): void {
    if (this.#question === 0) return;
    if (!this.#view || this.#asked === null) {
      if (!this.#opening) this.#ask();
      return;
    }
    this.#renew();
  }

  /** The same after a failure. */
  retry(): void {
    this.#asked = null;
    this.#ask();
  }

  /** The rows from `first` to `last` are in sight. */
  want(first: number, last: number): void {
    this.#range = [pageOf(first), pageOf(last)];
    if (!this.#view || this.shown.get().total === undefined) return;
    const { pages } = this.shown.get();
    const missing = this.#inSight().filter((page) => !pages.has(page));
    // A thumb that is dragged through the list asks for one place at a time: the answer under way asks for what is in sight then.
    const isNear = missing.every((page) => pages.has(page - 1) || pages.has(page + 1));
    if (isNear || this.#flights.size === 0) this.#fill();
  }

  /** Where a row is now. */
  async locate(key: ResourceKey): Promise<number | null> {
    return this.#view ? viewLocate(this.#view.viewId, key) : null;
  }

  /** The row at an index, wherever it is. */
  async keyAt(index: number): Promise<ResourceKey | null> {
    const known = rowAt(this.shown.get(), index);
    if (known || !this.#view) return known?.key ?? null;
    const answer = await viewRows(this.#view.viewId, this.#view.version, index, index + 1);
    return answer.rows.rows[0]?.key ?? null;
  }

  /** Changes the selection. Operations take effect in the order in which they were asked for. */
  select(...operations: SelectOperation[]): Promise<void> {
    const next = this.#selecting.then(async () => {
      if (!this.#view) return;
      const { viewId } = this.#view;
      try {
        let { selection } = this.shown.get();
        for (const operation of operations) {
          this.shown.set((now) => withSelected(now, operation));
          selection = await viewSelect(viewId, operation);
        }
        this.shown.set((now) => ({ ...now, selection }));
      } finally {
        // Also after a failure: the boxes show what the core has selected, not what was asked for.
        this.#renew();
      }
    });
    this.#selecting = next.catch(() => undefined);
    return next.catch((thrown: unknown) => this.#fail(thrown));
  }

  /** Takes every row that is shown out of the selection; selected rows that are not shown stay in it. */
  async unselectShown(): Promise<void> {
    const { selection, total = 0 } = this.shown.get();
    if (selection.hidden === 0) return this.select({ op: "clear" });
    try {
      const [anchor, to] = await Promise.all([this.keyAt(0), this.keyAt(total - 1)]);
      if (!anchor || !to) return;
      await this.select({ op: "range", anchor, to, selected: false });
      // After "all", rows that come are selected too, until the question is asked again.
      this.retry();
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** The first selected rows. */
  async selected(limit: number): Promise<SelectedKeys> {
    await this.#selecting;
    return this.#view ? viewSelected(this.#view.viewId, limit) : { count: 0, hidden: 0, keys: [] };
  }

  /** What could be written to a file. */
  async exportOffer(): Promise<ExportOffer> {
    return exportOffer(await this.#settled());
  }

  /** Asks the person for a file and begins to write it; null when they choose none. */
  async exportStart(requestId: string, spec: ExportSpec): Promise<Export | null> {
    return exportStart(requestId, await this.#settled(), spec);
  }

  /** The view in the core, with everything selected that was asked for. */
  async #settled(): Promise<number> {
    await this.#selecting;
    const view = this.#view ?? (await this.#opening)?.view;
    if (!view) throw new Error("The view is not open");
    return view.viewId;
  }

  #ask(): void {
    const question = (this.#question += 1);
    this.#flights = new Map();
    this.#answer(question).catch((thrown: unknown) => {
      if (question === this.#question) this.#fail(thrown);
    });
  }

  async #answer(question: number): Promise<void> {
    const spec = this.spec.get();
    const sent = { ...spec, search: spec.search.trim() };
    const isNew = this.shown.get().spec !== spec;
    const page = isNew ? 0 : this.#range[0];
    const window = [page * PAGE_ROWS, (page + 1) * PAGE_ROWS] as const;
    let answer: ViewAndRows;
    if (this.#view) answer = await viewUpdate(this.#view.viewId, sent, ...window);
    else if (this.#opening) {
      const opened = await this.#opening;
      if (question !== this.#question) return;
      answer = await viewUpdate(opened.view.viewId, sent, ...window);
    } else {
      this.#opening = viewOpen(sent, ...window);
      answer = await this.#opening.finally(() => (this.#opening = null));
      this.#view ??= answer.view;
    }
    if (question !== this.#question) return;
    this.#view = answer.view;
    this.#asked = spec;
    if (isNew) {
      this.#range = [0, 0];
      // Another question starts at the top, also while its page is not shown.
      this.remember({ row: Math.min(this.#place.row, 0), key: null, scrollTop: 0 });
    }
    this.#follow(answer.window);
    this.shown.set((now) => withPage({ ...now, spec, pages: new Map() }, page, answer.window));
    this.#fill();
  }

  #inSight(): number[] {
    const [first, last] = this.#range;
    return Array.from({ length: last - first + 1 }, (_, step) => first + step);
  }

  /** Pages in sight, and those beside them that are known. */
  #near(): number[] {
    const { pages } = this.shown.get();
    const beside = [this.#range[0] - 1, this.#range[1] + 1].filter((page) => pages.has(page));
    return [...this.#inSight(), ...beside];
  }

  /** Rows or boxes have changed: those near are asked for again, all others are forgotten until they come into sight. */
  #renew(): void {
    const near = this.#near();
    for (const flight of this.#flights.values()) flight.again = true;
    this.shown.set((now) => {
      const pages = new Map([...now.pages].filter(([page]) => near.includes(page)));
      return pages.size === now.pages.size ? now : { ...now, pages };
    });
    for (const page of near) this.#load(page);
  }

  /** Asks for what is missing in sight; then for the pages beside it. */
  #fill(): void {
    const { pages, total = 0 } = this.shown.get();
    const missing = this.#inSight().filter((page) => !pages.has(page));
    const beside = [this.#range[1] + 1, this.#range[0] - 1].filter((page) => page >= 0 && page * PAGE_ROWS < total && !pages.has(page));
    for (const page of missing.length > 0 ? missing : beside) if (!this.#flights.has(page)) this.#load(page);
  }

  #load(page: number): void {
    const view = this.#view;
    if (!view) return;
    const before = this.#flights.get(page);
    if (before) {
      before.again = true;
      return;
    }
    const flights = this.#flights;
    const flight = { again: false };
    flights.set(page, flight);
    viewRows(view.viewId, view.version, page * PAGE_ROWS, (page + 1) * PAGE_ROWS)
      .then((answer) => {
        flights.delete(page);
        if (flights !== this.#flights) return;
        this.#follow(answer);
        this.shown.set((now) => withPage(now, page, answer));
        if (flight.again) this.#load(page);
        else this.#fill();
      })
      .catch((thrown: unknown) => {
        flights.delete(page);
        if (flights === this.#flights) this.#fail(thrown);
      });
  }

  /** A view that was built anew has another version. */
  #follow({ version }: ViewRows): void {
    if (this.#view && this.#view.version !== version) this.#view = { ...this.#view, version };
  }

  #fail(thrown: unknown): void {
    const problem: Problem = problemOf(thrown);
    // The core has forgotten the view, or has a newer question than we know of: ask again, but not for ever.
    const isStale = problem.code === "notFound" || problem.code === "superseded";
    if (isStale && this.#asked !== null) {
      if (problem.code === "notFound") this.#view = null;
      this.#asked = null;
      this.#ask();
      return;
    }
    this.shown.set((now) => ({ ...now, problem }));
  }
}
