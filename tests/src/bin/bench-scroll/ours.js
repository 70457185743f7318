// The list of Darkroom, as the meter looks at it.

window.contender = {
  spec: { kind: "snapshots", scope: { accountIds: [], regionIds: [], resourceGroupIds: [] }, search: "", filters: [], sort: { column: "createdAt", descending: true } },
  scroller: () => document.querySelector("[role=grid]"),
  rows: () =>
    [...document.querySelectorAll("[role=grid] [data-row]")]
      .map((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return { top, bottom, id: row.querySelector("[data-column=id]")?.textContent.trim() ?? "" };
      })
      .toSorted((a, b) => a.top - b.top),
  input: () => document.querySelector("[role=searchbox]"),
};
