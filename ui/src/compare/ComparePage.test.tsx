import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ComparedRow, ComparedWith, ImageComparison, ReportFile, ResourceKey } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { currentRoute, go } from "../route";
import { backend, problem } from "../test/backend";
import { comparisonOf } from "../test/fixtures/report";
import { instances } from "../test/fixtures/instances";
import { expectAccessible, showPage } from "../test/showPage";
import { ATTRIBUTES } from "./compareWords";
import ComparePage from "./ComparePage";
import { outcomeOf, swapped } from "./outcome";
import PickInstance from "./PickInstance";

const KEY: ResourceKey = { accountId: "prod-cn", regionId: "cn-hangzhou", id: "m-bp1c9w4n7e2x5k8v3q0d" };
const COPY: ComparedWith = { kind: "image", key: { ...KEY, regionId: "cn-shanghai", id: "m-uf6h3j8d1s5g7k2w9z4x" } };
const INSTANCE: ComparedWith = { kind: "instance", key: instances[0]!.key };

async function show(other = COPY, change: (comparison: ImageComparison) => ImageComparison = (same) => same) {
  backend.image_compare = (args: { key: ResourceKey; other: ComparedWith }) => change(comparisonOf(args.key, args.other));
  go({ page: "compare", key: KEY, other });
  const shown = await showPage(<ComparePage imageKey={KEY} other={other} />);
  await screen.findByRole("table");
  return shown;
}

const button = (name: RegExp) => screen.getByRole("button", { name });
const line = (name: string) => within(screen.getByRole("rowheader", { name }).closest("tr")!);
const cells = (name: string) => line(name).getAllByRole("cell").map((cell) => cell.textContent);

const setRow = (comparison: ImageComparison, attribute: ComparedRow["attribute"], change: Partial<ComparedRow>): ImageComparison => ({
  ...comparison,
  rows: comparison.rows.map((row) => (row.attribute === attribute ? { ...row, ...change } : row)),
});

beforeEach(() => go({ page: "images" }));
afterEach(async () => {
  if (i18next.language !== "en-US") await act(() => i18next.changeLanguage("en-US"));
});

describe("compare", () => {
  it("tells what matters from what is usual for a copy, and marks B alone", async () => {
    await show();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Compare image and copy");
    expect(screen.getByText("Not identical")).toBeTruthy();
    expect(screen.getByText(/2 differences matter, 8 are usual, and 13 equal/)).toBeTruthy();
    expect(cells("NVMe")).toEqual(["Different", "supported", "unsupported"]);
    expect(cells("Image family")).toEqual(["Different", "erp-app", "none"]);
    expect(cells("Shared with")).toEqual(["Different", "3 accounts", "nobody"]);
    expect(cells("Image check")).toEqual(["Different", "2 of 16 to improve", "Not checked"]);
    const marked = document.querySelectorAll("[class*=differs]");
    expect([...marked].map((each) => each.textContent)).toEqual(["unsupported", "none"]);
    const equal = within(screen.getByRole("region", { name: "Equal" }));
    expect(equal.getByText("Boot mode", { exact: false })).toBeTruthy();
    await userEvent.click(screen.getByRole("radio", { name: "Differences" }));
    expect(screen.queryByRole("region", { name: "Equal" })).toBeNull();
    await expectAccessible();
  });

  it("turns A and B round, and the mark stays on B", async () => {
    await show();
    await userEvent.click(button(/^Swap A and B$/));
    expect(cells("NVMe")).toEqual(["Different", "unsupported", "supported"]);
    const marked = document.querySelectorAll("[class*=differs]");
    expect(marked[0]?.textContent).toBe("supported");
    expect(screen.getByRole("region", { name: /^A, / }).textContent).toContain("cn-shanghai");
    const whole = comparisonOf(KEY, COPY);
    expect(swapped(swapped(whole))).toEqual(whole);
  });

  it("is never good while something is unread, and says why it is", async () => {
    const refused = problem("accessDenied", { params: { action: "ecs:DescribeImageSharePermission" }, provider: { code: "Forbidden.RAM", message: "no", requestId: "R-1" } });
    const same = (comparison: ImageComparison): ImageComparison => ({ ...comparison, rows: comparison.rows.map((row) => ({ ...row, b: row.a, mark: "equal" })) });
    const alike = same(comparisonOf(KEY, COPY));
    alike.relation = { kind: "copy", byName: false };
    expect(outcomeOf(alike)).toMatchObject({ verdict: "alike", tone: "good" });
    expect(outcomeOf({ ...alike, relation: { kind: "copy", byName: true } })).toMatchObject({ verdict: "partly", tone: "idle" });
    const unread = (comparison: ImageComparison) => setRow(same(comparison), "sharedWith", { mark: "unread", b: { kind: "refused", problem: refused } });
    expect(outcomeOf(unread(alike))).toMatchObject({ verdict: "unread", tone: "idle" });
    expect(outcomeOf({ ...alike, notTold: ["license"] })).toMatchObject({ verdict: "partly", tone: "idle" });
    const { container } = await show(COPY, unread);
    expect(screen.getByText("Not read completely")).toBeTruthy();
    expect(cells("Shared with")).toEqual(["Not read", "3 accounts", "not read: Forbidden.RAM"]);
    expect(container.querySelector("[class*=good]")).toBeNull();
  });

  it("says what the cloud does not tell of an instance", async () => {
    await show(INSTANCE);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Compare image and instance");
    const part = within(screen.getByRole("region", { name: "Not told by the cloud" }));
    expect(part.getByText("Secure Boot")).toBeTruthy();
    await expectAccessible();
  });

  it("tells the disks in words, also those that are absent or were not read", async () => {
    await show(COPY, (comparison) => ({
      ...comparison,
      disks: comparison.disks.map((disk, index) => (index === 1 ? { ...disk, b: { kind: "absent" }, mark: "different" } : index === 2 ? { ...disk, b: { kind: "unread" }, mark: "unread" } : disk)),
    }));
    const disks = within(screen.getByRole("region", { name: "Disks" }));
    expect(disks.getByText("xvda: A 60, B 60")).toBeTruthy();
    expect(disks.getByText("xvdb: A 200, B none")).toBeTruthy();
    expect(disks.getByText("xvdc: A 100, B not read")).toBeTruthy();
    expect(disks.getByText("Disks differ")).toBeTruthy();
    await expectAccessible();
  });

  it.each(["en-US", "zh-CN"])("has a word for every attribute in %s", async (language) => {
    await act(() => i18next.changeLanguage(language));
    const rows: ComparedRow[] = ATTRIBUTES.map((attribute) => ({ attribute, matters: true, mark: "different", a: { kind: "read", values: ["1"] }, b: { kind: "read", values: ["2"] } }));
    await show(COPY, (comparison) => ({ ...comparison, rows }));
    const names = screen.getAllByRole("rowheader").map((each) => each.textContent);
    expect(new Set(names).size).toBe(ATTRIBUTES.length + 1);
    await expectAccessible();
  });

  it("shows texts of the cloud as texts", async () => {
    const hostile = '<img src=x onerror="window.hit=1"> {{name}} $t(title.copy)\u202egpj';
    await show(COPY, (comparison) => ({
      ...setRow(comparison, "family", { a: { kind: "read", values: [hostile] } }),
      a: { ...comparison.a, name: hostile, os: hostile },
      disks: comparison.disks.map((disk) => ({ ...disk, device: hostile })),
    }));
    expect(document.querySelector("img")).toBeNull();
    expect(document.body.textContent).not.toContain("\u202e");
    expect(cells("Image family")[1]).toContain("{{name}} $t(title.copy)");
    await expectAccessible();
  });

  it("writes the comparison as it is shown", async () => {
    const written: { comparison: ImageComparison; file: ReportFile }[] = [];
    backend.image_compare_export = (args: (typeof written)[number]) => {
      written.push(args);
      return "compare.json";
    };
    await show();
    await userEvent.click(button(/^Swap/));
    await userEvent.click(button(/^Export$/));
    await userEvent.click(await screen.findByRole("menuitem", { name: /JSON/ }));
    expect(written[0]?.comparison).toEqual(swapped(comparisonOf(KEY, COPY)));
    expect(written[0]?.file).toMatchObject({ format: "json", words: { usual: "Usual for a copy", nvme: "NVMe" } });
  });

  it("says why nothing can be compared", async () => {
    backend.image_compare = () => {
      throw problem("notFound", { params: { imageId: "m-gone" } });
    };
    await showPage(<ComparePage imageKey={KEY} other={COPY} />);
    expect(await screen.findByText("The comparison could not be made")).toBeTruthy();
    await expectAccessible();
  });
});

describe("picking an instance", () => {
  it("narrows while one types, and leads to the comparison", async () => {
    await showPage(<PickInstance image={KEY} onClose={() => undefined} />);
    const [first] = instances;
    await screen.findByRole("list", { name: "Instances" });
    await userEvent.type(screen.getByLabelText("Search instances"), first!.key.id);
    await waitFor(() => expect(within(screen.getByRole("list", { name: "Instances" })).getAllByRole("button")).toHaveLength(1));
    await expectAccessible();
    await userEvent.click(within(screen.getByRole("list", { name: "Instances" })).getByRole("button"));
    expect(currentRoute()).toEqual({ page: "compare", key: KEY, other: { kind: "instance", key: first!.key } });
  });
});
