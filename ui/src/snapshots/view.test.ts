import { beforeEach, describe, expect, it } from "vitest";
import { columnsFor } from "./columns";
import { sortBy } from "./sorting";
import { NO_FILTERS, activeFilters, clearFilters, dropFilter, filtersStore, queryOf, scopeStore } from "./view";

const SCOPE = { accountIds: [], regionIds: [] };

describe("the query of the grid", () => {
  beforeEach(() => {
    filtersStore.set(NO_FILTERS);
    scopeStore.set(SCOPE);
  });

  it("asks for everything, newest first, when nothing is filtered", () => {
    expect(queryOf(SCOPE, NO_FILTERS)).toEqual({
      scope: SCOPE,
      search: "",
      status: [],
      diskType: null,
      createdWithinDays: null,
      encrypted: null,
      automatic: null,
      hideAgentless: false,
      sort: { column: "createdAt", descending: true },
    });
    expect(activeFilters(NO_FILTERS, SCOPE)).toEqual([]);
  });

  it("does not send white space around the search", () => {
    expect(queryOf(SCOPE, { ...NO_FILTERS, search: "  erp db " }).search).toBe("erp db");
  });

  it("names a filter that is set to no, and one that is set to manual", () => {
    expect(activeFilters({ ...NO_FILTERS, encrypted: false, automatic: false }, SCOPE)).toEqual(["encrypted", "automatic"]);
  });

  it("takes one filter away and leaves the others", () => {
    filtersStore.set({ ...NO_FILTERS, hideAgentless: true, diskType: "data" });
    dropFilter("diskType");
    expect(activeFilters(filtersStore.get(), SCOPE)).toEqual(["hideAgentless"]);
  });

  it("keeps account and order when filters are cleared", () => {
    scopeStore.set({ accountIds: ["prod-cn"], regionIds: ["cn-hangzhou"] });
    filtersStore.set({ ...NO_FILTERS, search: "x", status: ["failed"], sort: { column: "name", descending: false } });
    clearFilters();
    expect(scopeStore.get()).toEqual({ accountIds: ["prod-cn"], regionIds: [] });
    expect(filtersStore.get()).toEqual({ ...NO_FILTERS, sort: { column: "name", descending: false } });
  });

  it("turns the order round at the second click, and starts sizes with the largest", () => {
    sortBy("size");
    expect(filtersStore.get().sort).toEqual({ column: "size", descending: true });
    sortBy("size");
    expect(filtersStore.get().sort).toEqual({ column: "size", descending: false });
    sortBy("name");
    expect(filtersStore.get().sort).toEqual({ column: "name", descending: false });
    sortBy("usage");
    expect(filtersStore.get().sort.column).toBe("name");
  });
});

describe("the columns", () => {
  it("leave out the id where there is no room for it", () => {
    expect(columnsFor(796, "en-US").columns).not.toContain("snapshotId");
    expect(columnsFor(1116, "zh-CN").columns).toContain("snapshotId");
  });

  it("have one width each", () => {
    for (const width of [796, 956, 1116]) {
      for (const language of ["en-US", "zh-CN"] as const) {
        const { columns, template } = columnsFor(width, language);
        expect(template.split(" ")).toHaveLength(columns.length);
      }
    }
  });
});
