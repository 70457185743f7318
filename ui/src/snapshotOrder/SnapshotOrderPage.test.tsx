import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SnapshotOrder } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { currentRoute, go } from "../route";
import { backend, problem } from "../test/backend";
import { jobs } from "../test/fixtures/jobs";
import { snapshotOrderStart } from "../test/fixtures/snapshotOrder";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import SnapshotOrderPage from "./SnapshotOrderPage";
import { daysOf } from "./useSnapshotOrder";

const key = snapshotOrderStart.instance.key;

const show = async (button = "Create 2 snapshots") => {
  const shown = await showPage(<SnapshotOrderPage instanceKey={key} />);
  await screen.findByRole("button", { name: button });
  return shown;
};
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const order = () => within(screen.getByRole("complementary", { name: "What will happen" })).getAllByRole("listitem").map((item) => item.textContent.replaceAll("\u00a0", " "));
const tick = (device: string) => screen.getByRole("checkbox", { name: `Snapshot of ${device}` });

/** Keeps what is sent. */
function keep() {
  const sent: { requestId: string; order: SnapshotOrder }[] = [];
  backend.snapshots_create = (args: (typeof sent)[number]) => {
    sent.push(args);
    return { ...jobs[0], id: 42 };
  };
  return sent;
}

beforeEach(() => go({ page: "snapshotOrder", key }));
afterEach(async () => {
  if (i18next.language !== "en-US") await act(() => i18next.changeLanguage("en-US"));
});

describe("create snapshots", () => {
  it("makes a consistent set, and names the disks that it cannot include", async () => {
    const sent = keep();
    await show();
    expect(screen.getByText(/takes ESSDs only, and this disk is cloud_efficiency/)).toBeTruthy();
    expect(tick("xvdc")).toHaveProperty("disabled", true);
    expect(screen.getByText(/it knows no retention period/)).toBeTruthy();
    expect(order()[0]).toBe("Snapshot-consistent group of 2 disks, 120 GiB");
    expect(screen.getByText(/Alibaba Cloud tells no price for them/)).toBeTruthy();
    await expectAccessible();
    await press("Create 2 snapshots");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order).toEqual(snapshotOrderStart.order);
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 42 }));
  });

  it("takes the other disk in as soon as they are made one by one, never one without snapshots", async () => {
    const sent = keep();
    await show();
    await userEvent.click(screen.getByRole("radio", { name: "One by one" }));
    await screen.findByRole("button", { name: "Create 3 snapshots" });
    expect(tick("xvdd")).toHaveProperty("disabled", true);
    expect(order()).toEqual(["Snapshot of xvda, 60 GiB", "Snapshot of xvdb, 60 GiB", "Snapshot of xvdc, 60 GiB", "Wait until Alibaba Cloud says Completed"]);
    await userEvent.click(tick("xvdb"));
    await userEvent.type(screen.getByLabelText(/Retention period/), "x");
    await press("Create 2 snapshots");
    expect(noteOf(screen.getByLabelText(/Retention period/))).toBe("Type a whole number of days, or nothing.");
    expect(sent).toHaveLength(0);
    await userEvent.clear(screen.getByLabelText(/Retention period/));
    await userEvent.type(screen.getByLabelText(/Retention period/), "30");
    await press("Create 2 snapshots");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order).toMatchObject({ consistent: false, diskIds: ["d-bp1erp-a", "d-bp1erp-c"], retentionDays: 30, image: null });
  });

  it("makes the image of them in the same job", async () => {
    const sent = keep();
    await show();
    await userEvent.click(screen.getByRole("checkbox", { name: "Then create a custom image" }));
    await userEvent.clear(screen.getByLabelText("Custom Image Name"));
    await userEvent.type(screen.getByLabelText("Custom Image Name"), "erp-golden");
    await userEvent.type(screen.getByLabelText(/Image family/), "erp");
    expect(order().slice(1)).toEqual(["Wait until Alibaba Cloud says Completed", "Create custom image erp-golden", "Image check"]);
    await expectAccessible();
    await press("Create snapshots and custom image");
    await waitFor(() => expect(sent[0]?.order.image).toEqual({ name: "erp-golden", description: "", family: "erp", imageCheck: true }));
  });

  it("says at the field what is wrong, and what the core refused", async () => {
    await show();
    const name = screen.getByLabelText("Name of the group");
    await userEvent.clear(name);
    await waitFor(() => expect(name.getAttribute("aria-invalid")).toBe("true"));
    await screen.findByText("1 field to correct");
    await press("Create 2 snapshots");
    expect(document.activeElement).toBe(name);
    await userEvent.type(name, "erp");
    await waitFor(() => expect(screen.queryByText("1 field to correct")).toBeNull());
    backend.snapshots_create = () => {
      throw problem("accountLocked");
    };
    await press("Create 2 snapshots");
    await screen.findByRole("alert");
    expect(currentRoute().page).toBe("snapshotOrder");
  });

  it("says the same in Chinese", async () => {
    await act(() => i18next.changeLanguage("zh-CN"));
    await show("创建2个快照");
    expect(screen.getByText("将按此顺序执行")).toBeTruthy();
    expect(screen.queryByText(/\{\{|disks\.|form\.|side\./)).toBeNull();
    await expectAccessible();
  });

  it("knows a number of days from other words", () => {
    expect([daysOf(""), daysOf(" 30 "), daysOf("３０"), daysOf("2.5"), daysOf("-1")]).toEqual([null, 30, 30, undefined, undefined]);
  });
});
