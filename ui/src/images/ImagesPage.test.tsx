import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { i18next } from "../i18n";
import { currentRoute, go } from "../route";
import { EVERYWHERE, scopeStore } from "../scope";
import { backend, problem, setWorld } from "../test/backend";
import { images } from "../test/fixtures/images";
import { expectAccessible, showPage } from "../test/showPage";
import ImagesPage from "./ImagesPage";

beforeAll(async () => {
  await Promise.all([import("./ImageDetails"), import("../components/MenuPopup"), import("../components/PopoverPopup")]);
  await i18next.loadNamespaces(["images", "details"]);
}, 60_000);

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  scopeStore.set(EVERYWHERE);
});

const row = async (id: string) => (await screen.findByText(id)).closest<HTMLElement>("[role=row]")!;

describe("the images page", () => {
  it("lists own and shared images, and narrows to one of both", async () => {
    await showPage(<ImagesPage />);
    await screen.findByText("partner-base-v7");
    await userEvent.click(screen.getByRole("radio", { name: "Shared images" }));
    await waitFor(() => expect(screen.queryByText("jump-host-20261120")).toBeNull());
    await screen.findByText("partner-base-v7");
    expect(screen.getByText(`1 of ${images.length}`)).toBeTruthy();
  });

  it("takes at most 26 elements for a row", async () => {
    await showPage(<ImagesPage />);
    await screen.findByText("partner-base-v7");
    const counts = screen.getAllByRole("row").slice(1).map((each) => each.querySelectorAll("*").length + 1);
    expect(Math.max(...counts)).toBeLessThanOrEqual(26);
  });

  it("shows what an image was made from and what uses it, and edges its copies", async () => {
    await showPage(<ImagesPage />);
    await userEvent.click(await row("m-bp1d6x8k3v5t9q2n7wcf"));
    // The panel that holds the place while the details load is another one.
    expect(await screen.findByRole("button", { name: /4 ?instances/ })).toBeTruthy();
    const panel = screen.getByRole("complementary", { name: "Details" });
    expect(within(panel).getByText(/4 instances cannot be re-initialized/)).toBeTruthy();
    expect(within(panel).getByText("0A6B3C1D-2E4F-5A60-8B79-1C2D3E4F5A6B")).toBeTruthy();
    await waitFor(async () => expect((await row("m-t4n2f8c6w0z9k5x3v7qm")).className).toContain("marked"));
  });

  it("keeps a chip while its menu is open, also when the last tick is cleared", async () => {
    const { views } = await showPage(<ImagesPage />);
    await screen.findByText("partner-base-v7");
    await userEvent.click(screen.getByRole("button", { name: "Filter" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Status" }));
    const tick = await screen.findByRole("menuitemcheckbox", { name: "Deprecated" });
    await userEvent.click(tick);
    await waitFor(() => expect(views.images.spec.get().filters).toEqual([{ test: "words", field: "status", anyOf: ["Deprecated"] }]));
    await userEvent.click(screen.getByRole("menuitemcheckbox", { name: "Deprecated" }));
    await waitFor(() => expect(views.images.spec.get().filters).toEqual([]));
    expect(screen.getByRole("menuitemcheckbox", { name: "Deprecated" })).toBeTruthy();
  });

  it("saves a view under a name and comes back to it", async () => {
    const { views } = await showPage(<ImagesPage />);
    await screen.findByText("partner-base-v7");
    act(() => views.images.change({ search: "erp" }));
    await userEvent.click(screen.getByRole("button", { name: "Saved views" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Save view" }));
    await userEvent.type(await screen.findByLabelText(/Name of the view/), "ERP{Enter}");
    await waitFor(() => expect(screen.queryByLabelText(/Name of the view/)).toBeNull());
    act(() => views.images.change({ search: "" }));
    await userEvent.click(screen.getByRole("button", { name: "Saved views" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "ERP" }));
    expect(views.images.spec.get().search).toBe("erp");
  });
});

describe.each(["en-US", "zh-CN"] as const)("axe finds nothing serious on the images page in %s", (language) => {
  beforeEach(async () => {
    await i18next.loadLanguages(language);
    await i18next.changeLanguage(language);
  });

  it("with rows, with details and with an open menu", { timeout: 180_000 }, async () => {
    await showPage(<ImagesPage />);
    await userEvent.click(await row("m-bp1d6x8k3v5t9q2n7wcf"));
    await screen.findByText("0A6B3C1D-2E4F-5A60-8B79-1C2D3E4F5A6B");
    await expectAccessible();
    await userEvent.click(screen.getByRole("button", { name: language === "en-US" ? "Filter" : "筛选" }));
    await screen.findByRole("menu");
    await expectAccessible();
  });

  it("without rows", async () => {
    setWorld({ images: [] });
    await showPage(<ImagesPage />);
    await screen.findByText(language === "en-US" ? "No images" : "没有镜像");
    expect(within(screen.getByRole("grid")).queryByRole("button")).toBeNull();
    await expectAccessible();
  });

  it("after a failure", async () => {
    backend.view_open = () => {
      throw problem("cacheFailed");
    };
    await showPage(<ImagesPage />);
    await screen.findByText(language === "en-US" ? "The images could not be read" : "未能读取镜像");
    await expectAccessible();
  });
});

describe("ways to what is said of images", () => {
  const COPY = { accountId: "prod-cn", regionId: "ap-southeast-1", id: "m-t4n2f8c6w0z9k5x3v7qm" };
  const GOLDEN = { accountId: "prod-cn", regionId: "cn-hangzhou", id: "m-bp1d6x8k3v5t9q2n7wcf" };

  it("leads from the check in the details to its report, and from a copy to the comparison", async () => {
    go({ page: "images" });
    await showPage(<ImagesPage />);
    await userEvent.click(await row(GOLDEN.id));
    await userEvent.click(await screen.findByRole("button", { name: "No risk found" }));
    expect(currentRoute()).toEqual({ page: "imageCheck", key: GOLDEN });
    await userEvent.click(screen.getByRole("button", { name: "Compare with the copy in ap-southeast-1" }));
    expect(currentRoute()).toEqual({ page: "compare", key: GOLDEN, other: { kind: "image", key: COPY } });
    await userEvent.click(screen.getByRole("button", { name: "More for this image" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Compare with an instance…" }));
    expect(await screen.findByRole("dialog", { name: "Compare with an instance" })).toBeTruthy();
  });

  it("compares exactly two selected images", async () => {
    go({ page: "images" });
    const { views } = await showPage(<ImagesPage />);
    await screen.findByText("partner-base-v7");
    const select = (...keys: (typeof COPY)[]) => act(() => views.images.select(...keys.map((key) => ({ op: "set", key, selected: true }) as const)));
    await select(GOLDEN, COPY, { ...GOLDEN, id: "m-bp1c9w4n7e2x5k8v3q0d" });
    await screen.findByText("3 selected");
    expect(screen.queryByRole("button", { name: "Compare" })).toBeNull();
    await act(() => views.images.select({ op: "clear" }));
    await select(GOLDEN, COPY);
    await userEvent.click(await screen.findByRole("button", { name: "Compare" }));
    await waitFor(() => expect(currentRoute().page).toBe("compare"));
  });
});

describe("create instances", () => {
  const press = () => userEvent.click(screen.getByRole("button", { name: "Create instances" }));

  it("starts from the one image that is opened, in the head and in its details", async () => {
    go({ page: "images" });
    await showPage(<ImagesPage />);
    await userEvent.click(await row("m-bp1d6x8k3v5t9q2n7wcf"));
    await screen.findByRole("button", { name: "Create instances of it" });
    await press();
    const launch = { page: "launch", key: { accountId: "prod-cn", regionId: "cn-hangzhou", id: "m-bp1d6x8k3v5t9q2n7wcf" }, like: null };
    await waitFor(() => expect(currentRoute()).toEqual(launch));
    go({ page: "images" });
    await userEvent.click(screen.getByRole("button", { name: "Create instances of it" }));
    expect(currentRoute()).toEqual(launch);
  });

  it("says why not, for none and for one that is not available", async () => {
    go({ page: "images" });
    await showPage(<ImagesPage />);
    await screen.findByText("partner-base-v7");
    await press();
    expect(await screen.findByText(/^Pick an image in the list/)).toBeTruthy();
    await press();
    await userEvent.click(await row("m-2zeb7k4x1q9t5v3n8dcw"));
    await press();
    expect(await screen.findByText(/^The image is Creating\./)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Create instances of it" })).toBeNull();
    expect(currentRoute()).toEqual({ page: "images" });
  });
});
