import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CopyOrder, PresenceSpec } from "../backend/bindings/types";
import { i18next } from "../i18n";
import ImagesPage from "../images/ImagesPage";
import { imagesMode } from "../images/mode";
import { currentRoute, go } from "../route";
import { EVERYWHERE, scopeStore } from "../scope";
import { backend, emit, problem } from "../test/backend";
import { presenceOf } from "../test/fixtures/presence";
import { jobs } from "../test/fixtures/jobs";
import { expectAccessible, showPage } from "../test/showPage";
import { PLAIN, askedStore } from "./asked";
import "../components/PopoverPopup";
import "../spread/CopyDialog";
import "./PresenceView";

const NAME = "erp-app-02-20261123";

/** What was asked of the matrix. */
let asked: PresenceSpec[] = [];

beforeAll(async () => {
  await i18next.loadNamespaces(["images", "details", "spread", "presence"]);
}, 60_000);

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  scopeStore.set(EVERYWHERE);
  askedStore.set(PLAIN);
  imagesMode.set("table");
  go({ page: "images" });
  asked = [];
  backend.image_presence = ({ spec, from, to }: { spec: PresenceSpec; from: number; to: number }) => {
    asked.push(spec);
    return presenceOf(spec, from, to);
  };
});

const plain = (text: string | null) => (text ?? "").replaceAll("\u00a0", " ");
const matrix = () => screen.getByRole("grid");
const focused = () => document.getElementById(matrix().getAttribute("aria-activedescendant") ?? "")!;

/** Shows the matrix, as the switch of the page does. */
async function show(word = "Presence") {
  const shown = await showPage(<ImagesPage />);
  await userEvent.click(await screen.findByRole("radio", { name: word }));
  await screen.findByText("erp-app");
  return shown;
}

const rowOf = (family: string) => screen.getByText(family).closest<HTMLElement>("[role=row]")!;

/** The cell of a family in a region, by the heading over it. */
function cell(family: string, regionId: string): HTMLElement {
  const headings = within(matrix()).getAllByRole("columnheader");
  const column = headings.findIndex((heading) => heading.textContent === regionId);
  return rowOf(family).children[column] as HTMLElement;
}

const pick = (family: string, regionId: string) => userEvent.click(cell(family, regionId));
const bar = () => screen.findByRole("toolbar", { name: "Regions to copy to" });

describe("the images by region", () => {
  it("says of each region what it has, and counts what is there", async () => {
    await show();
    const words = (family: string) => [...rowOf(family).children].slice(1).map((each) => plain(each.textContent).replace("Copy here", ""));
    expect(words("erp-app")).toEqual(["2 hSource image", "1 hSame name", "Not there", "7 d behind", "Not there", "Not there", "Not there", "2 of 7"]);
    expect(words("erp-db").slice(2, 3)).toEqual(["62%Copying"]);
    expect(words("erp-db")[5]).toBe("Waiting");
    expect(words("finance")[5]).toBe("Failed");
    expect(rowOf("finance").firstElementChild?.textContent).toContain("财务系统-月结基线");
    expect(screen.queryByText("partner-base")).toBeNull();
    await expectAccessible();
  });

  it("says over the rows of an account what could not be asked, and lets nobody pick there", async () => {
    await show();
    const staging = screen.getByText("staging").closest<HTMLElement>("[role=row]")!;
    expect(within(staging).getByText("Throttled")).toBeTruthy();
    expect(within(staging).getByText("Denied")).toBeTruthy();
    expect(within(staging).getByText("3 families")).toBeTruthy();
    expect(cell("jump-host", "cn-beijing").textContent).toBe("Not known");
    expect(rowOf("jump-host").lastElementChild?.textContent).toBe("1 of 5");
    await pick("jump-host", "cn-beijing");
    expect(screen.queryByRole("toolbar")).toBeNull();
  });

  it("does not pick and clear in turn while a key is held down", async () => {
    await show();
    await pick("erp-app", "us-west-1");
    const grid = screen.getByRole("grid");
    fireEvent.keyDown(grid, { key: " ", repeat: true });
    expect(cell("erp-app", "us-west-1").getAttribute("aria-selected")).toBe("true");
    fireEvent.keyDown(grid, { key: " " });
    expect(cell("erp-app", "us-west-1").getAttribute("aria-selected")).toBe("false");
  });

  it("collects the missing copies of one image, and opens the dialog with exactly these regions", async () => {
    const sent: CopyOrder[] = [];
    backend.image_copy_start = ({ order }: { order: CopyOrder }) => {
      sent.push(order);
      return { ...jobs[0], id: 42 };
    };
    await show();
    for (const regionId of ["us-west-1", "cn-beijing", "cn-shenzhen", "eu-central-1"]) await pick("erp-app", regionId);
    await pick("erp-app", "cn-shenzhen");
    // Nothing is missing there.
    await pick("erp-app", "cn-shanghai");
    const words = plain((await bar()).textContent);
    expect(words).toContain(NAME);
    expect(words).toContain("cn-beijing, eu-central-1, us-west-1");
    expect(words).toContain("3 × 360 GiB");
    expect(cell("erp-app", "us-west-1").getAttribute("aria-selected")).toBe("true");
    await userEvent.click(within(await bar()).getByRole("button", { name: "Copy to 3 regions…" }));
    const dialog = await screen.findByRole("dialog");
    await within(dialog).findByText("3 regions chosen");
    const chosen = within(dialog).getAllByRole<HTMLInputElement>("checkbox").filter((box) => box.checked);
    expect(chosen.map((box) => box.closest("[role=row]")?.textContent.match(/[a-z]+-[a-z]+-?\d?/)?.[0]?.slice(0, 10))).toHaveLength(3);
    await userEvent.type(within(dialog).getByLabelText("Type the image name to confirm."), NAME);
    await userEvent.click(within(dialog).getByRole("button", { name: "Copy to 3 regions" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.copies.map(({ image, regionId }) => [image.id, regionId])).toEqual([
      ["m-bp1c9w4n7e2x5k8v3q0d", "cn-beijing"],
      ["m-bp1c9w4n7e2x5k8v3q0d", "eu-central-1"],
      ["m-bp1c9w4n7e2x5k8v3q0d", "us-west-1"],
    ]);
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 42 }));
    expect(screen.queryByRole("toolbar")).toBeNull();
  });

  it("picks of one image at a time, and lets go of what is there meanwhile", async () => {
    await show();
    await pick("erp-app", "cn-beijing");
    await pick("finance", "cn-hangzhou");
    await pick("finance", "cn-beijing");
    expect((await bar()).textContent).toContain("财务系统-月结基线");
    expect((await bar()).textContent).not.toContain("erp-app");
    backend.image_presence = ({ spec, from, to }: { spec: PresenceSpec; from: number; to: number }) => {
      const window = presenceOf(spec, from, to);
      const finance = window.lines.find((line) => line.kind === "row" && line.family === "finance");
      if (finance?.kind === "row") finance.cells[2] = { is: "copying", progress: 5 };
      return window;
    };
    act(() => emit({ kind: "job", id: 1 }));
    await waitFor(async () => expect((await bar()).textContent).toContain("Copy to 1 region…"));
    await userEvent.click(within(await bar()).getByRole("button", { name: "Clear" }));
    expect(screen.queryByRole("toolbar")).toBeNull();
  });

  it("lets go of what is picked once the row has another source image, and says so", async () => {
    await show();
    await pick("erp-app", "cn-beijing");
    await bar();
    backend.image_presence = ({ spec, from, to }: { spec: PresenceSpec; from: number; to: number }) => {
      const window = presenceOf(spec, from, to);
      const row = window.lines.find((line) => line.kind === "row" && line.family === "erp-app");
      if (row?.kind === "row" && row.source) row.source = { ...row.source, key: { ...row.source.key, id: "m-newer" } };
      return window;
    };
    act(() => emit({ kind: "job", id: 1 }));
    expect(await screen.findByText(`${NAME} is no longer the source image. Nothing is picked.`)).toBeTruthy();
    expect(screen.queryByRole("toolbar")).toBeNull();
  });

  it("says why a copy failed, and retries it, or shows the images there", async () => {
    const retried: unknown[] = [];
    backend.step_retry = (args: unknown) => {
      retried.push(args);
      return (backend.job_get as (args: { id: number }) => unknown)({ id: 42 });
    };
    const { views } = await show();
    await pick("finance", "eu-central-1");
    const popover = await screen.findByRole("dialog", { name: "Copy failed" });
    expect(within(popover).getByText("QuotaExceed.Image")).toBeTruthy();
    expect(within(popover).getByText("5E9A0B7C-21F4-5C1D-8A77-0D3E4F5A6B7C")).toBeTruthy();
    await expectAccessible();
    await userEvent.click(within(popover).getByRole("button", { name: "Retry copy" }));
    await waitFor(() => expect(retried).toHaveLength(1));
    expect(retried[0]).toMatchObject({ jobId: 38, position: 1, change: null });
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await pick("finance", "eu-central-1");
    await userEvent.click(await screen.findByRole("button", { name: "Copy here" }));
    expect((await bar()).textContent).toContain("eu-central-1");
    await pick("finance", "eu-central-1");
    await userEvent.click(await screen.findByRole("button", { name: "Show images there" }));
    expect(imagesMode.get()).toBe("table");
    expect(scopeStore.get()).toMatchObject({ accountIds: ["prod-cn"], regionIds: ["eu-central-1"] });
    await waitFor(() => expect(views.images.spec.get().scope.regionIds).toEqual(["eu-central-1"]));
  });

  it("asks for rows by name, for those with gaps alone and for what is searched for", async () => {
    await show();
    await userEvent.click(screen.getByRole("radio", { name: "By name" }));
    await waitFor(() => expect(asked.at(-1)?.by).toBe("name"));
    await userEvent.click(screen.getByRole("button", { name: "Filter" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Show" }));
    await userEvent.click(await screen.findByRole("menuitemradio", { name: "incomplete" }));
    await waitFor(() => expect(asked.at(-1)?.incomplete).toBe(true));
    await userEvent.keyboard("{Escape}");
    await userEvent.type(screen.getByRole("searchbox"), "nothing of that name");
    expect(await screen.findByText("No image matches")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Clear filters" }));
    await screen.findByText("erp-app");
    expect(askedStore.get()).toEqual({ by: "name", incomplete: false, search: "" });
  });

  it("is one tab stop, in which the arrows move and Space and Enter pick", async () => {
    await show();
    matrix().focus();
    await userEvent.keyboard("{ArrowDown}{ArrowRight}{ArrowRight}{ArrowRight}");
    const first = focused();
    expect(first.getAttribute("role")).toBe("gridcell");
    const row = first.closest<HTMLElement>("[role=row]")!;
    expect(row.children[3]).toBe(first);
    await userEvent.keyboard("{End}{ArrowLeft} ");
    expect(focused()).toBe(row.children[7]);
    expect((await bar()).textContent).toContain("us-west-1");
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}{ArrowLeft}{Enter}");
    await waitFor(async () => expect((await bar()).textContent).toContain("Copy to 2 regions…"));
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("toolbar")).toBeNull();
    expect(document.activeElement).toBe(matrix());
  });

  it("says that it could not be read, and asks again", async () => {
    backend.image_presence = () => {
      throw problem("cacheFailed");
    };
    await showPage(<ImagesPage />);
    await userEvent.click(await screen.findByRole("radio", { name: "Presence" }));
    await screen.findByText("The images could not be read");
    backend.image_presence = ({ spec, from, to }: { spec: PresenceSpec; from: number; to: number }) => presenceOf(spec, from, to);
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText("erp-app");
  });
});

describe("in Chinese", () => {
  beforeEach(async () => {
    await i18next.loadLanguages("zh-CN");
    await i18next.changeLanguage("zh-CN");
  });

  it("has its words, and axe finds nothing", async () => {
    await show("地域分布");
    expect(cell("erp-app", "cn-shenzhen").textContent).toMatch(/落后7\s?天/);
    expect(screen.getByText("被限流")).toBeTruthy();
    await pick("erp-app", "cn-beijing");
    expect(await screen.findByRole("button", { name: "复制到1个地域…" })).toBeTruthy();
    await expectAccessible();
  });
});
