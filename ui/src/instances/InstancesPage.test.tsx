import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { i18next } from "../i18n";
import { currentRoute, go } from "../route";
import { EVERYWHERE, scopeStore } from "../scope";
import { backend, setWorld } from "../test/backend";
import { synced } from "../test/fixtures/sync";
import { holdAnswer } from "../test/holdAnswer";
import { expectAccessible, showPage } from "../test/showPage";
import { newestSystemSnapshot } from "./newestSet";
import InstancesPage from "./InstancesPage";

beforeAll(async () => {
  await Promise.all([import("./InstanceDetails"), import("../components/PopoverPopup")]);
  await i18next.loadNamespaces(["instances", "details"]);
}, 60_000);

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  scopeStore.set(EVERYWHERE);
  go({ page: "instances" });
});

const row = async (name: string) => (await screen.findByText(name)).closest<HTMLElement>("[role=row]")!;

describe("the instances page", () => {
  it("tells locks, expiry, images that are not listed and newer images, with at most 26 elements a row", async () => {
    await showPage(<InstancesPage />);
    expect((await row("finance-01")).textContent).toContain("Locked");
    expect((await row("finance-01")).textContent).toContain("Expired");
    expect((await row("erp-db-01")).textContent).toContain("12\u00a0d");
    expect(within(await row("erp-app-01")).getByRole("img", { name: "Newer image exists" })).toBeTruthy();
    expect((await row("fra-mail-02")).textContent).toContain("m-gw8b0000000000000q7k");
    const counts = screen.getAllByRole("row").slice(1).map((each) => each.querySelectorAll("*").length + 1);
    expect(Math.max(...counts)).toBeLessThanOrEqual(26);
  });

  it("creates another like the one instance that is opened, from its image", async () => {
    await showPage(<InstancesPage />);
    const found = await row("erp-app-02");
    await userEvent.pointer({ keys: "[MouseRight]", target: found });
    await userEvent.click(await screen.findByRole("menuitem", { name: "Create another like this…" }));
    const key = { accountId: "prod-cn", regionId: "cn-hangzhou", id: "m-bp1m4n9b2v7c5x8z1a3s" };
    await waitFor(() => expect(currentRoute()).toEqual({ page: "launch", key, like: "i-bp1nxbotcxap5f8h2k7d" }));
  });

  it("says that there is none also while the cloud is asked again", async () => {
    setWorld({ instances: [] });
    backend.sync_state = () => ({ ...synced, running: true });
    await showPage(<InstancesPage />);
    await screen.findByText("No instances");
    expect(screen.getByRole("grid").getAttribute("aria-busy")).toBe("false");
  });

  it("narrows to instances with a newer image by one click", async () => {
    const { views } = await showPage(<InstancesPage />);
    await row("erp-db-01");
    await userEvent.click(screen.getByRole("button", { name: "Newer image exists" }));
    await waitFor(() => expect(views.instances.shown.get().total).toBe(2));
  });

  it("starts a custom image from the newest set of snapshots", async () => {
    await showPage(<InstancesPage />);
    await userEvent.click(await row("erp-db-01"));
    await screen.findByText(/Create custom image starts from this set/);
    await userEvent.click(screen.getByRole("button", { name: "Create custom image" }));
    await waitFor(() => expect(currentRoute()).toEqual({ page: "image", key: { accountId: "prod-cn", regionId: "cn-hangzhou", id: "s-bp1f3k9x7q2m8d4ahw0z" } }));
  });

  it("leaves the person where they went while the newest set was looked up", async () => {
    await showPage(<InstancesPage />);
    await userEvent.click(await row("erp-db-01"));
    await screen.findByText(/Create custom image starts from this set/);
    const release = holdAnswer("instance_get");
    const button = screen.getByRole("button", { name: "Create custom image" });
    await userEvent.click(button);
    expect(button.getAttribute("aria-disabled")).toBe("true");
    go({ page: "jobs" });
    release();
    await waitFor(() => expect(button.getAttribute("aria-disabled")).toBe("false"));
    expect(currentRoute()).toEqual({ page: "jobs" });
  });

  it("says why no image can be made where there is no snapshot", async () => {
    const { views } = await showPage(<InstancesPage />);
    await userEvent.click(await row("bi-worker-11"));
    await userEvent.click(screen.getByRole("button", { name: "Create custom image" }));
    // An older one is no dead end: the time lines reach back only so far.
    await screen.findByText(/^No completed snapshot of the system disk is known of the last 14 days/);
    await userEvent.click(screen.getByRole("button", { name: "Show its snapshots" }));
    expect(currentRoute()).toEqual({ page: "snapshots" });
    expect(views.snapshots.spec.get().search).toMatch(/^i-/);
  });

  it.each(["en-US", "zh-CN"] as const)("has nothing that axe finds serious with open details in %s", async (language) => {
    await i18next.loadLanguages(language);
    await i18next.changeLanguage(language);
    await showPage(<InstancesPage />);
    await userEvent.click(await row("erp-db-01"));
    await screen.findByText("9D8C7B6A-5E4F-5A3B-8C2D-1E0F9A8B7C6D");
    await expectAccessible();
  });
});

describe("the newest system-disk snapshot", () => {
  const frame = (id: string, createdAt: number, status = "accomplished") => ({ snapshotId: id, name: id, createdAt, status });
  const key = { accountId: "a", regionId: "r", id: "i-1" };
  const detail = (frames: ReturnType<typeof frame>[], sameMoment: string[] = []) => ({
    row: { key } as never,
    timelines: [{ diskId: "d", device: "xvda", diskType: "system", snapshots: frames }],
    sameMoment: sameMoment.map((id) => ({ ...key, id })),
  });

  it("is the one of the set, else the newest that is finished, else none", () => {
    const frames = [frame("s-1", 1), frame("s-2", 2), frame("s-3", 3, "progressing")];
    expect(newestSystemSnapshot(detail(frames, ["s-1"]))?.id).toBe("s-1");
    expect(newestSystemSnapshot(detail(frames))?.id).toBe("s-2");
    expect(newestSystemSnapshot(detail([frame("s-3", 3, "progressing")]))).toBeNull();
  });
});
