import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PowerOrder, ResourceKey } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { currentRoute, go } from "../route";
import { EVERYWHERE, scopeStore } from "../scope";
import { backend, problem, setWorld } from "../test/backend";
import { instances } from "../test/fixtures/instances";
import { jobs } from "../test/fixtures/jobs";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import InstancesPage from "./InstancesPage";
import { ordersOf } from "./usePower";
import "./PowerDialog";
import "./CompareDialog";
import "./InstanceDetails";
import "../components/PopoverPopup";

beforeAll(async () => {
  await i18next.loadNamespaces(["instances", "details"]);
}, 60_000);

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  scopeStore.set(EVERYWHERE);
  go({ page: "instances" });
});

const row = async (name: string) => (await screen.findByText(name)).closest<HTMLElement>("[role=row]")!;
const pick = async (...names: string[]) => {
  for (const name of names) await userEvent.click(within(await row(name)).getByRole("checkbox"));
};
/** An action on the selected rows that stands in the menu of their bar. */
const ofSelection = async (name: string) => {
  await userEvent.click(within(await screen.findByRole("toolbar", { name: "Actions on the selected rows" })).getByRole("button", { name: "More actions" }));
  return screen.findByRole("menuitem", { name: new RegExp(`^${name}`) });
};
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

/** Keeps the orders that are sent. */
function keep() {
  const sent: { requestId: string; order: PowerOrder }[] = [];
  backend.instance_power = (args: (typeof sent)[number]) => {
    sent.push(args);
    return { ...jobs[0], id: 42 };
  };
  return sent;
}

describe("stopping instances", () => {
  it("explains the mode and asks for the name in production before anything is sent", async () => {
    const sent = keep();
    await showPage(<InstancesPage />);
    await userEvent.click(await row("erp-app-01"));
    await press("Stop…");
    const dialog = within(await screen.findByRole("dialog", { name: "Stop erp-app-01" }));
    expect(dialog.getByText(/go on being charged in full/)).toBeTruthy();
    await userEvent.click(dialog.getByRole("radio", { name: "Economical mode" }));
    expect(dialog.getByText(/Starting again can fail for want of stock/)).toBeTruthy();
    await userEvent.click(dialog.getByRole("checkbox", { name: "Force, like pulling the plug" }));
    expect(dialog.getByText(/not written to the disks yet is lost/)).toBeTruthy();
    await expectAccessible();
    const stop = dialog.getByRole("button", { name: "Stop instance" });
    await userEvent.click(stop);
    const name = dialog.getByLabelText("Type the instance name to confirm.");
    expect(noteOf(name)).toBe("Type erp-app-01, letter by letter.");
    expect(sent).toHaveLength(0);
    await userEvent.type(name, "erp-app-01");
    await userEvent.click(stop);
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order).toMatchObject({ action: "stop", keepCharging: false, force: true, instances: [{ id: "i-bp1c7x2m9k4t6w0q8vzn" }] });
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 42 }));
  });

  it("shows what is hidden in a name, and asks for the id where the name cannot be typed", async () => {
    const sent = keep();
    setWorld({ instances: instances.map((each) => (each.name === "erp-app-01" ? { ...each, name: "erp\u200b-\u202e10-ppa" } : each)) });
    await showPage(<InstancesPage />);
    await userEvent.click((await screen.findAllByText("U+202E"))[0]!.closest("[role=row]")!);
    await press("Stop…");
    const dialog = within(await screen.findByRole("dialog", { name: "Stop erpU+200B-U+202E10-ppa" }));
    const id = "i-bp1c7x2m9k4t6w0q8vzn";
    const field = dialog.getByLabelText(`Type the ID ${id} to confirm.`);
    const stop = dialog.getByRole("button", { name: "Stop instance" });
    await userEvent.type(field, "erp-10-ppa");
    await userEvent.click(stop);
    expect(noteOf(field)).toBe(`Type ${id}, letter by letter.`);
    expect(sent).toHaveLength(0);
    await userEvent.clear(field);
    await userEvent.type(field, id);
    await userEvent.click(stop);
    await waitFor(() => expect(sent[0]?.order.instances).toMatchObject([{ id }]));
  });

  it("sends an order for each account, and has the number typed", async () => {
    const sent = keep();
    await showPage(<InstancesPage />);
    await pick("erp-app-01", "fra-mail-02");
    await userEvent.click((await screen.findAllByRole("button", { name: "Stop…" }))[0]!);
    const dialog = within(await screen.findByRole("dialog", { name: "Stop 2 instances" }));
    await userEvent.type(dialog.getByLabelText("Type the number of instances to confirm."), "2");
    await userEvent.click(dialog.getByRole("button", { name: "Stop 2 instances" }));
    await waitFor(() => expect(sent.map(({ order }) => order.instances.length)).toEqual([1, 1]));
    expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(2);
    await waitFor(() => expect(currentRoute()).toEqual({ page: "jobs" }));
  });

  it("stays open and says why when it is refused", async () => {
    backend.instance_power = () => {
      throw problem("accountLocked");
    };
    await showPage(<InstancesPage />);
    await userEvent.click(await row("erp-app-01"));
    await press("Restart…");
    const dialog = within(await screen.findByRole("dialog", { name: "Restart erp-app-01" }));
    await userEvent.type(dialog.getByLabelText("Type the instance name to confirm."), "erp-app-01");
    await userEvent.click(dialog.getByRole("button", { name: "Restart instance" }));
    await dialog.findByRole("alert");
    expect(currentRoute()).toEqual({ page: "instances" });
  });

  it("says the same in Chinese", async () => {
    await i18next.loadLanguages("zh-CN");
    await i18next.changeLanguage("zh-CN");
    await showPage(<InstancesPage />);
    await userEvent.click(await row("erp-app-01"));
    await press("停止…");
    const dialog = within(await screen.findByRole("dialog", { name: "停止1台实例" }));
    expect(dialog.getByRole("radio", { name: "节省停机模式" })).toBeTruthy();
    await expectAccessible();
  });
});

describe("other actions", () => {
  it("starts what is stopped, in the place of stopping it", async () => {
    const sent = keep();
    await showPage(<InstancesPage />);
    await userEvent.click(await row("bi-worker-11"));
    expect(screen.queryByRole("button", { name: "Stop…" })).toBeNull();
    await press("Start");
    await waitFor(() => expect(sent[0]?.order).toMatchObject({ action: "start", instances: [{ id: "i-2zec5v8n1x4t7w0k3m6q" }] }));
  });

  it("compares the others with the chosen one", async () => {
    const sent: { instances: ResourceKey[]; against: string }[] = [];
    backend.proof_start = (args: (typeof sent)[number]) => {
      sent.push(args);
      return { ...jobs[0], id: 43 };
    };
    await showPage(<InstancesPage />);
    await pick("erp-db-01", "erp-app-01", "erp-app-02");
    await userEvent.click(await screen.findByRole("button", { name: "Compare with…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Compare instances" }));
    expect(dialog.getByText("2 other instances")).toBeTruthy();
    await expectAccessible();
    await userEvent.click(dialog.getByRole("button", { name: "Compare" }));
    await waitFor(() => expect(sent[0]?.against).toBe("i-bp1h6z3q8w5e1r7t9y2u"));
    expect(sent[0]?.instances.map(({ id }) => id)).toEqual(["i-bp1c7x2m9k4t6w0q8vzn", "i-bp1nxbotcxap5f8h2k7d"]);
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 43 }));
  });

  it("compares nothing across accounts", async () => {
    await showPage(<InstancesPage />);
    await pick("erp-db-01", "fra-mail-02");
    await userEvent.click(await screen.findByRole("button", { name: "Compare with…" }));
    expect(await screen.findByText(/in several accounts or regions/)).toBeTruthy();
  });

  it("leads to the snapshots of an instance, also where no image can be made yet", async () => {
    await showPage(<InstancesPage />);
    await userEvent.click(await row("bi-worker-11"));
    await press("Create custom image");
    await userEvent.click(await screen.findByRole("button", { name: "Create snapshots and custom image…" }));
    expect(currentRoute()).toMatchObject({ page: "snapshotOrder", key: { id: "i-2zec5v8n1x4t7w0k3m6q" } });
  });

  it("changes the configuration of one instance at a time", async () => {
    await showPage(<InstancesPage />);
    await pick("erp-app-01", "fra-mail-02");
    const change = await ofSelection("Change configuration…");
    expect(change.getAttribute("aria-disabled")).toBe("true");
    expect(change.textContent).toContain("One instance at a time");
    await userEvent.click(change);
    expect(currentRoute()).toEqual({ page: "instances" });
    await userEvent.keyboard("{Escape}");
    await pick("fra-mail-02");
    await press("More actions");
    await userEvent.click(await screen.findByRole("menuitem", { name: "Change configuration…" }));
    await waitFor(() => expect(currentRoute()).toMatchObject({ page: "change", key: { id: "i-bp1c7x2m9k4t6w0q8vzn" } }));
  });

  it("replaces the system of several instances, of one account and region only", async () => {
    await showPage(<InstancesPage />);
    await pick("erp-app-01", "fra-mail-02");
    const replace = await ofSelection("Replace operating system…");
    expect(replace.getAttribute("aria-disabled")).toBe("true");
    expect(replace.textContent).toContain("Only within one account and region");
    await userEvent.keyboard("{Escape}");
    await pick("fra-mail-02", "erp-app-02");
    await userEvent.click(await screen.findByRole("button", { name: "Replace operating system…" }));
    await waitFor(() => expect(currentRoute()).toMatchObject({ page: "replace", regionId: "cn-hangzhou", instanceIds: ["i-bp1c7x2m9k4t6w0q8vzn", "i-bp1nxbotcxap5f8h2k7d"], imageId: null }));
  });

  it("replaces the system by the newer image", async () => {
    await showPage(<InstancesPage />);
    await userEvent.click(await row("erp-app-01"));
    const details = within(await screen.findByRole("complementary"));
    await userEvent.click(await details.findByRole("button", { name: "Replace operating system…" }));
    expect(currentRoute()).toMatchObject({ page: "replace", instanceIds: ["i-bp1c7x2m9k4t6w0q8vzn"], imageId: "m-bp1c9w4n7e2x5k8v3q0d" });
  });

  it("offers instances of a newer image, like this one", async () => {
    await showPage(<InstancesPage />);
    await userEvent.click(await row("erp-app-01"));
    await userEvent.click(await screen.findByRole("button", { name: "Create instances from it…" }));
    expect(currentRoute()).toMatchObject({ page: "launch", like: "i-bp1c7x2m9k4t6w0q8vzn" });
  });

  it("splits an order by account", () => {
    const key = (accountId: string, id: string) => ({ accountId, regionId: "r", id });
    const orders = ordersOf({ instances: [key("a", "1"), key("b", "2"), key("a", "3")], action: "stop", keepCharging: true, force: false });
    expect(orders.map(({ instances }) => instances.map(({ id }) => id))).toEqual([["1", "3"], ["2"]]);
  });
});
