import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { ImageDraft, TestLaunch, TestLaunchStart } from "../backend/bindings/types";
import { backend, problem } from "../test/backend";
import { sourceOf } from "../test/fixtures/imageSource";
import { launchChoices } from "../test/fixtures/launch";
import { keptDrafts, leaveDraft } from "../test/pagesBackend";
import { keyText } from "../backend/resourceKey";
import { expectAccessible, showPage } from "../test/showPage";
import { forgetDraft, newDraft, writeDraft } from "./drafts";
import ImagePage from "./ImagePage";

const key = { accountId: "prod-cn", regionId: "cn-hangzhou", id: "s-bp1f3k9x7q2m8d4ahw0z" };
const LABEL = "Start one instance from the image, and release it";

const proposal: TestLaunch = {
  zoneId: "cn-hangzhou-h",
  vSwitchId: "vsw-bp1erph",
  securityGroupId: "sg-bp1app",
  instanceType: "ecs.c7.large",
  diskCategory: "cloud_essd",
  performanceLevel: "PL0",
  release: { kind: "afterConfirmation" },
  price: null,
};

/** The page at its second step, with what the core proposes. */
async function open(start: Partial<TestLaunchStart> = {}) {
  backend.test_launch_open = (): TestLaunchStart => ({ choices: launchChoices, proposal, noProposal: null, architecture: "x86_64", ...start });
  backend.test_launch_offer = ({ draft }: { draft: ImageDraft }) => ({
    categories: [
      { category: "cloud_essd", performanceLevel: "PL0" },
      { category: "cloud_auto", performanceLevel: "" },
    ],
    price: { hourly: draft.testLaunch?.zoneId === "cn-hangzhou-i" ? 0.9 : 0.35, currency: "CNY" },
    priceProblem: null,
    notAsked: [],
  });
  leaveDraft({ ...newDraft(sourceOf(key).draft), step: "image" });
  await showPage(<ImagePage snapshotKey={key} />);
  await userEvent.click(await screen.findByRole("checkbox", { name: LABEL }));
}

const kept = async (): Promise<TestLaunch | null | undefined> => {
  await writeDraft(key);
  return keptDrafts.get(keyText(key))?.draft.testLaunch;
};
const group = () => within(screen.getByRole("group", { name: "Test launch" }));

beforeEach(() => forgetDraft(key));

describe("the test launch of an image", () => {
  it("proposes the smallest type, says what it costs, and keeps the price with the draft", async () => {
    await open();
    expect(await group().findByText("About CNY 0.35 an hour while it is there, disks included.")).toBeTruthy();
    await waitFor(async () => expect(await kept()).toEqual({ ...proposal, price: { hourly: 0.35, currency: "CNY" } }));
    await expectAccessible();
    await userEvent.click(screen.getByRole("checkbox", { name: LABEL }));
    await waitFor(async () => expect(await kept()).toBeNull());
    expect(group().queryByText(/an hour/)).toBeNull();
  });

  it("takes the network with the zone, and is released after a time", async () => {
    await open();
    await userEvent.click(await group().findByRole("combobox", { name: "Zone" }));
    await userEvent.click(await screen.findByRole("option", { name: /i$/ }));
    await waitFor(async () => expect(await kept()).toMatchObject({ zoneId: "cn-hangzhou-i", vSwitchId: "vsw-bp1erpi", securityGroupId: "sg-bp1app", price: { hourly: 0.9 } }));
    await userEvent.click(group().getByRole("radio", { name: "After a time" }));
    await waitFor(async () => expect(await kept()).toMatchObject({ release: { kind: "afterMinutes", minutes: 30 } }));
    await userEvent.click(screen.getByRole("button", { name: "Next: review" }));
    expect(await screen.findByText(/1 ecs\.c7\.large in cn-hangzhou-i, released 30 minutes after it runs\./)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Create image, test launch" })).toBeTruthy();
  });

  it("says why none is proposed", async () => {
    await open({ proposal: null, noProposal: "noVSwitch" });
    expect(await group().findByText("No zone of this region has a vSwitch. Create one first.")).toBeTruthy();
    expect(await kept()).toBeFalsy();
  });

  it("says that types could not be asked for, and asks again", async () => {
    let fails = true;
    backend.test_launch_open = () => {
      if (fails) throw problem("timeout");
      return { choices: launchChoices, proposal, noProposal: null, architecture: null };
    };
    leaveDraft({ ...newDraft(sourceOf(key).draft), step: "image" });
    await showPage(<ImagePage snapshotKey={key} />);
    await userEvent.click(await screen.findByRole("checkbox", { name: LABEL }));
    expect(await group().findByText("Types and networks could not be asked")).toBeTruthy();
    fails = false;
    await userEvent.click(group().getByRole("button", { name: "Try again" }));
    expect(await group().findByRole("combobox", { name: "Zone" })).toBeTruthy();
  });
});
