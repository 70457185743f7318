import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { App } from "../shell/App";
import { backend } from "../test/backend";
import { renderPart } from "../test/render";

// The limit is for tests that hang, not for machines that are slow.
vi.setConfig({ testTimeout: 60_000 });

// In a file of its own: what Intl has made is kept, and another test would have it made already.
it("the first page asks nothing of Intl while no job runs, because its first answer takes longer than all rows", async () => {
  backend.job_list = () => [];
  // They come after the rows, and are written short from a thousand on.
  backend.inventory_counts = () => ({ snapshots: 12, images: 3, instances: 2 });
  const asked = vi.fn();
  for (const name of ["NumberFormat", "PluralRules", "DateTimeFormat", "ListFormat", "Collator"] as const) {
    const Original = Intl[name] as new (...given: unknown[]) => object;
    vi.spyOn(Intl, name).mockImplementation(function (...given: unknown[]) {
      asked(name);
      return new Original(...given);
    });
  }
  renderPart(<App />);
  await screen.findByText("erp-db-01-sys-1123");
  vi.restoreAllMocks();
  expect(asked.mock.calls).toEqual([]);
});
