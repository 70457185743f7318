import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ImageCheckReport, ReportFile, ResourceKey } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { currentRoute, go } from "../route";
import { backend, problem } from "../test/backend";
import { checkItem, checkReportOf, EVERY_ITEM, oddItem } from "../test/fixtures/report";
import { expectAccessible, showPage } from "../test/showPage";
import CheckPage from "./CheckPage";

const KEY: ResourceKey = { accountId: "staging", regionId: "cn-hangzhou", id: "m-bp1u3i8o5p2a7s4d9f1g" };

async function show(change: Partial<ImageCheckReport> = {}) {
  backend.image_check_report = ({ key }: { key: ResourceKey }) => ({ ...checkReportOf(key), ...change });
  go({ page: "imageCheck", key: KEY });
  const shown = await showPage(<CheckPage imageKey={KEY} />);
  await screen.findByRole("heading", { level: 1, name: /jump-host-20261120/ });
  return shown;
}

const side = () => within(screen.getByRole("complementary"));
const group = (name: string) => within(screen.getByRole("region", { name: new RegExp(`^${name}`) }));
const item = (name: RegExp) => screen.getByRole("button", { name });

beforeEach(() => go({ page: "images" }));
afterEach(async () => {
  if (i18next.language !== "en-US") await act(() => i18next.changeLanguage("en-US"));
});

describe("the report of an image check", () => {
  it("groups the items, the worst first, and shows the worst in full", async () => {
    await show();
    expect(group("High risk").getAllByRole("listitem")).toHaveLength(2);
    expect(group("Medium risk").getAllByRole("listitem")).toHaveLength(2);
    expect(group("No risk found").getAllByRole("listitem")).toHaveLength(9);
    expect(group("Read from the disk").getByText("3.10.0-1160.21.1.el7.x86_64")).toBeTruthy();
    expect(item(/NVMe driver/).getAttribute("aria-current")).toBe("true");
    expect(side().getByText("NVMe.NotInstalled")).toBeTruthy();
    expect(side().getByText(/ACS-ECS-RepairImage/)).toBeTruthy();
    expect(side().getByText(/Mark NVMe as supported/)).toBeTruthy();
    expect(screen.getByText(/It cannot be checked again\. A repaired image is a new image/)).toBeTruthy();
    await expectAccessible();
  });

  it.each(["en-US", "zh-CN"])("has words for every documented item in %s: what it means, what breaks, how to mend", async (language) => {
    await act(() => i18next.changeLanguage(language));
    await show({ items: EVERY_ITEM.map((each) => checkItem(each, "high")) });
    const texts = new Set<string>();
    const lines = within(screen.getByRole("group")).getAllByRole("button");
    for (const [index, each] of EVERY_ITEM.entries()) {
      const words = (["name", "means", "breaks", "mend"] as const).map((part) => i18next.t(`items.${each}.${part}`, { ns: "imageCheck" }));
      await userEvent.click(lines[index]!);
      expect(side().getByRole("heading", { level: 2, name: words[0]! })).toBeTruthy();
      for (const word of words.slice(1)) expect(side().getByText(word)).toBeTruthy();
      texts.add(words[1]!);
    }
    expect(texts.size).toBe(EVERY_ITEM.length);
    await expectAccessible();
  });

  it("tells what is not documented in the cloud's own words, as text", async () => {
    const name = '<img src=x onerror="window.hit=1">\u202egpj';
    await show({ items: [oddItem(name, "Low", "{{code}} $t(crumb)")] });
    expect(screen.getAllByText(/<img src=x onerror/).length).toBeGreaterThan(1);
    expect(document.querySelector("img")).toBeNull();
    expect(document.body.textContent).not.toContain("\u202e");
    expect(side().getByText("{{code}} $t(crumb)")).toBeTruthy();
    expect(side().getByText("Low")).toBeTruthy();
    expect(screen.getByText("Darkroom has no words for this item.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Open template in OOS" })).toBeNull();
    await expectAccessible();
  });

  it.each([
    ["encrypted", "Encrypted images cannot be checked"],
    ["notChecked", "This image was not checked"],
    ["ofOthers", "This image belongs to another account"],
    ["notReady", "The image is not there yet"],
    ["checking", "The image is being checked"],
    ["checked", "The check has ended without an item"],
  ] as const)("says why there is no result: %s", async (state, title) => {
    await show({ state, items: [], imageStatus: "Creating" });
    expect(screen.getByText(title)).toBeTruthy();
    expect(screen.queryByText("No risk found")).toBeNull();
    expect(screen.queryByRole("button", { name: /with image check/ }) !== null).toBe(state === "notChecked");
    await expectAccessible();
  });

  it("leads from an image that was not checked to creating it again of its snapshot", async () => {
    await show({ state: "notChecked", items: [] });
    await userEvent.click(item(/with image check/));
    expect(currentRoute()).toEqual({ page: "image", key: { ...KEY, id: "s-bp1f3k9x7q2m8d4ahw0z" } });
  });

  it("shows nothing as good while the check goes on", async () => {
    const { container } = await show({ state: "checking", status: "Processing", items: [checkItem("virtio", "noRisk")] });
    expect(screen.getByText(/The check has not ended: it says “Processing”/)).toBeTruthy();
    expect(container.querySelector("[class*=good]")).toBeNull();
  });

  it("is worked with the keyboard", async () => {
    await show();
    item(/Mounts in/).focus();
    await userEvent.keyboard("{Enter}");
    expect(side().getByRole("heading", { name: "Mounts in /etc/fstab" })).toBeTruthy();
    await userEvent.tab();
    await userEvent.keyboard(" ");
    expect(side().getByRole("heading", { name: "SELinux" })).toBeTruthy();
  });

  it("opens the template of the region and of the language, but none for the practice cloud", async () => {
    const opened: unknown[] = [];
    backend.image_repair_open = (args: unknown) => void opened.push(args);
    await show();
    await userEvent.click(item(/^Open template in OOS$/));
    expect(opened).toEqual([{ regionId: "cn-hangzhou", site: "international" }]);
    await act(() => i18next.changeLanguage("zh-CN"));
    await userEvent.click(item(/^在OOS中打开模板$/));
    expect(opened[1]).toEqual({ regionId: "cn-hangzhou", site: "china" });
  });

  it("says that the template leaves data disks out", async () => {
    await show({ dataDisks: 2 });
    expect(side().getByText(/2 data disks of this image are left out/)).toBeTruthy();
  });

  it("writes the report that is shown, with words", async () => {
    const written: { report: ImageCheckReport; file: ReportFile }[] = [];
    backend.image_check_export = (args: (typeof written)[number]) => {
      written.push(args);
      return "check.csv";
    };
    await show();
    await userEvent.click(item(/^Export report$/));
    await userEvent.click(await screen.findByRole("menuitem", { name: /CSV/ }));
    expect(written[0]?.report).toEqual(checkReportOf(KEY));
    expect(written[0]?.file.words).toMatchObject({ high: "High risk", nvme: "NVMe driver" });
  });

  it("says why the image could not be asked for", async () => {
    backend.image_check_report = () => {
      throw problem("accessDenied", { params: { action: "ecs:DescribeImages" }, provider: { code: "Forbidden.RAM", message: "no", requestId: "R-1" } });
    };
    go({ page: "imageCheck", key: KEY });
    await showPage(<CheckPage imageKey={KEY} />);
    expect(await screen.findByText("The image could not be read")).toBeTruthy();
    expect(screen.getByText(/R-1/)).toBeTruthy();
    await expectAccessible();
  });
});
