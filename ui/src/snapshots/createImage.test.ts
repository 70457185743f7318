import { beforeEach, describe, expect, it } from "vitest";
import { createQueryClient } from "../backend/queries";
import { currentRoute, go } from "../route";
import { rows } from "../test/fixtures/rows";
import { holdAnswer } from "../test/holdAnswer";
import { createImage } from "./createImage";

const key = (name: string) => rows.find((row) => row.name === name)!.key;
const create = (...names: string[]) => createImage(createQueryClient(), names.map(key));

beforeEach(() => go({ page: "snapshots" }));

describe("creating an image from what is picked", () => {
  it("opens the page for a system-disk snapshot", async () => {
    expect(await create("erp-db-01-sys-1123")).toBeNull();
    expect(currentRoute()).toEqual({ page: "image", key: key("erp-db-01-sys-1123") });
  });

  it("starts from the one system-disk snapshot of a set that is picked whole", async () => {
    expect(await create("erp-db-01-data1-1123", "erp-db-01-sys-1123", "erp-db-01-data2-1123")).toBeNull();
    expect(currentRoute()).toEqual({ page: "image", key: key("erp-db-01-sys-1123") });
  });

  it("leaves the person where they went while the answer was on its way", async () => {
    const release = holdAnswer("snapshot_get");
    const created = create("erp-db-01-sys-1123");
    go({ page: "jobs" });
    release();
    expect(await created).toBeNull();
    expect(currentRoute()).toEqual({ page: "jobs" });
  });

  it("refuses a data-disk snapshot alone and names the system-disk snapshot of its moment", async () => {
    expect(await create("erp-db-01-data1-1123")).toEqual({
      reason: "dataDisk",
      system: { key: key("erp-db-01-sys-1123"), name: "erp-db-01-sys-1123" },
    });
  });

  it("asks for one when two system-disk snapshots are picked", async () => {
    expect(await create("erp-db-01-sys-1123", "redis-cache-07-sys")).toEqual({ reason: "many" });
  });

  it("says what to pick when nothing is", async () => {
    expect(await createImage(createQueryClient(), [])).toEqual({ reason: "none" });
  });
});
