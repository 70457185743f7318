// AG Grid's infinite row model in an otherwise empty page, fed by the commands that our own list is fed by: rows of 32 pixels, pages of
// 100 rows, the same columns, a search box that asks at once, and its pages read again when the core says that rows have changed.

document.open();
document.write("<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Reference</title></head><body></body></html>");
document.close();
for (const style of window.styles) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
}
document.body.style.cssText = "margin:0;font:12px Inter, sans-serif";
const search = document.createElement("input");
search.setAttribute("aria-label", "Search snapshots");
search.style.cssText = "display:block;height:28px;margin:6px";
const place = document.createElement("div");
place.className = "ag-theme-balham";
place.style.cssText = `height:${innerHeight - 46}px;width:${innerWidth}px`;
document.body.append(search, place);

const spec = { kind: "snapshots", scope: { accountIds: [], regionIds: [], resourceGroupIds: [] }, search: "", filters: [], sort: { column: "createdAt", descending: true } };
const ask = (command, args) => window.__TAURI_INTERNALS__.invoke(command, args);
const minutes = 60_000;
const age = (at) => {
  const old = (Date.now() - at) / minutes;
  return old < 60 ? `${Math.floor(old)} min` : old < 1440 ? `${Math.floor(old / 60)} h` : `${Math.floor(old / 1440)} d`;
};
const words = (row) => ({
  status: row.status,
  name: row.name,
  id: row.key.id,
  diskType: row.diskType,
  instance: row.instanceName ?? row.instanceId ?? "",
  size: row.sizeGib,
  age: age(row.createdAt),
  usage: [row.usedByImage && "image", row.usedByDisk && "disk"].filter(Boolean).join(" "),
  encrypted: row.encrypted ? "yes" : "",
  region: row.key.regionId,
  account: row.key.accountId.slice(0, 8),
});

let view = null;
/** Rows that came with the view and were not shown yet. */
let first = null;
let pending = 0;
/** Opens or updates the view; the rows at its beginning come with it. */
const look = async (command, about) => {
  const answer = await ask(command, { ...about, from: 0, to: 100 });
  view = answer.view;
  first = answer.window;
};
const datasource = {
  async getRows(asked) {
    pending += 1;
    await this.answer(asked).finally(() => (pending -= 1));
  },
  async answer({ startRow, endRow, successCallback, failCallback }) {
    // A view that was built anew meanwhile is opened again, as our own list does; a page that failed would stay empty.
    for (let turn = 0; turn < 5; turn += 1) {
      try {
        if (!view) await look("view_open", { spec: { ...spec, search: search.value } });
        const ready = startRow === 0 && endRow === 100 ? first : null;
        first = null;
        const answer = ready ?? (await ask("view_rows", { viewId: view.viewId, version: view.version, from: startRow, to: endRow }));
        view = { ...view, version: answer.version };
        successCallback(answer.rows.rows.map(words), answer.total);
        return;
      } catch {
        view = null;
      }
    }
    failCallback();
  },
};
const widths = { status: 104, name: 200, id: 168, diskType: 76, instance: 130, size: 70, age: 58, usage: 54, encrypted: 40, region: 112, account: 92 };
const grid = agGrid.createGrid(place, {
  theme: "legacy",
  rowModelType: "infinite",
  datasource,
  rowHeight: 32,
  headerHeight: 28,
  cacheBlockSize: 100,
  rowSelection: { mode: "multiRow" },
  columnDefs: Object.entries(widths).map(([field, width]) => ({ field, width })),
});
search.addEventListener("input", async () => {
  const asked = search.value;
  await look("view_update", { viewId: view.viewId, spec: { ...spec, search: asked } });
  if (asked === search.value) grid.purgeInfiniteCache();
});

let rest;
/** Reads the pages again, one round at a time: otherwise a page that has just come into sight would wait for ever. */
const plan = () => {
  rest ??= setTimeout(() => {
    rest = undefined;
    if (pending > 0) plan();
    else grid.refreshInfiniteCache();
  }, 150);
};
const handler = window.__TAURI_INTERNALS__.transformCallback(({ payload }) => {
  if (payload.kind !== "inventory" || payload.rows !== "snapshots") return;
  plan();
});
void ask("plugin:event|listen", { event: "change", target: { kind: "Any" }, handler });

let scroller = null;
/** What of the grid scrolls: the nearest around its rows. */
const findScroller = () => {
  for (let part = document.querySelector(".ag-row[row-index]"); part; part = part.parentElement) {
    if (part.scrollHeight > part.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(part).overflowY)) return part;
  }
  return null;
};

window.contender = {
  spec,
  scroller: () => (scroller ??= findScroller()),
  rows: () =>
    [...document.querySelectorAll(".ag-row[row-index]")]
      .map((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return { top, bottom, id: row.querySelector("[col-id=id]")?.textContent.trim() ?? "" };
      })
      .toSorted((a, b) => a.top - b.top),
  input: () => search,
};
