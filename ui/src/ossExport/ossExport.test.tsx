import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ImageExportOrder } from "../backend/bindings/types";
import { i18next } from "../i18n";
import ImagesPage from "../images/ImagesPage";
import { currentRoute, go } from "../route";
import { EVERYWHERE, scopeStore } from "../scope";
import { backend, problem } from "../test/backend";
import { jobs } from "../test/fixtures/jobs";
import { EXPORT_ROLE } from "../test/fixtures/ossExport";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import "../components/PopoverPopup";
import "../images/ImageDetails";
import "./ExportDialog";

const GOLDEN = "m-bp1c9w4n7e2x5k8v3q0d";
const NAME = "erp-app-02-20261123";
const STAGING = "m-bp1u3i8o5p2a7s4d9f1g";
const ENCRYPTED = "m-uf6h3j8d1s5g7k2w9z4x";

beforeAll(async () => {
  await i18next.loadNamespaces(["images", "details", "spread", "ossExport"]);
}, 60_000);

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  scopeStore.set(EVERYWHERE);
  go({ page: "images" });
});

const row = async (id: string) => (await screen.findByText(id)).closest<HTMLElement>("[role=row]")!;

async function choose(action: string, id: string) {
  await showPage(<ImagesPage />);
  await userEvent.click(await row(id));
  await userEvent.click(await screen.findByRole("button", { name: /^(More for this image|此镜像的更多操作)$/ }));
  await userEvent.click(await screen.findByRole("menuitem", { name: action }));
  const dialog = await screen.findByRole("dialog");
  await waitFor(() => expect(within(dialog).queryByText(/^Asking|^正在查询/)).toBeNull());
  return within(dialog);
}

/** Keeps what is ordered. */
function keepExports() {
  const sent: { requestId: string; order: ImageExportOrder }[] = [];
  backend.image_export_start = (args: (typeof sent)[number]) => {
    sent.push(args);
    return { ...jobs[0], id: 42 };
  };
  return sent;
}

describe("exporting an image", () => {
  it("says what it writes and costs and which role it needs, and exports as a job", async () => {
    const sent = keepExports();
    const dialog = await choose("Export to OSS…", GOLDEN);
    expect(dialog.getByText("From cn-hangzhou, 3 disks, 360 GiB.")).toBeTruthy();
    expect(dialog.getByText(/^3 objects, one compressed archive for each disk/)).toBeTruthy();
    expect(dialog.getByText(/The objects use OSS storage, up to 360/)).toBeTruthy();
    expect(dialog.getByText(new RegExp(`with the RAM role ${EXPORT_ROLE}`))).toBeTruthy();
    await userEvent.click(dialog.getByText("Both policies of the role in full"));
    expect(dialog.getByRole("group", { name: "Trust policy" }).textContent).toContain("ecs.aliyuncs.com");
    expect(dialog.getByRole("group", { name: "Permission policy" }).textContent).toContain("oss:PutObject");
    expect(dialog.getByRole("button", { name: "Copy Permission policy" })).toBeTruthy();
    await expectAccessible();

    await userEvent.type(dialog.getByLabelText("OSS bucket"), "golden-images");
    await userEvent.type(dialog.getByLabelText(/Prefix of the object names/), "backup");
    expect(dialog.getByText(`The names begin with backup_${GOLDEN}.`)).toBeTruthy();
    await userEvent.type(dialog.getByLabelText("Type the image name to confirm."), NAME);
    await waitFor(() => expect(dialog.getByRole("button", { name: "Export image" }).getAttribute("aria-disabled")).toBeNull());
    await userEvent.click(dialog.getByRole("button", { name: "Export image" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order).toMatchObject({ images: [{ id: GOLDEN }], target: { bucket: "golden-images", prefix: "backup", format: "raw", role: EXPORT_ROLE } });
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 42 }));
  });

  it("tells what is wrong at its field, and takes the focus there", async () => {
    const sent = keepExports();
    const dialog = await choose("Export to OSS…", STAGING);
    const bucket = dialog.getByLabelText("OSS bucket");
    expect(noteOf(bucket)).toContain("The name of a bucket in cn-hangzhou");
    await waitFor(() => expect(dialog.getByRole("button", { name: "Export image" }).getAttribute("aria-disabled")).toBe("true"));
    await userEvent.click(dialog.getByRole("button", { name: "Export image" }));
    expect(noteOf(bucket)).toBe("Type the name of a bucket.");
    await waitFor(() => expect(document.activeElement).toBe(bucket));
    await userEvent.keyboard("Golden");
    await waitFor(() => expect(noteOf(bucket)).toContain("Use lowercase letters, digits and hyphens."));
    const prefix = dialog.getByLabelText(/Prefix of the object names/);
    await userEvent.type(prefix, "a/b");
    await waitFor(() => expect(noteOf(prefix)).toContain("Use letters and digits."));
    await userEvent.click(dialog.getByRole("radio", { name: "QCOW2" }));
    expect(await dialog.findByText(/cn-hangzhou is not one of them/)).toBeTruthy();
    const role = dialog.getByLabelText("RAM role");
    await userEvent.type(role, "X");
    await waitFor(() => expect(noteOf(role)).toContain(`exports with ${EXPORT_ROLE} only`));
    await expectAccessible();
    expect(sent).toHaveLength(0);
  });

  it("says beforehand that an encrypted image cannot be exported", async () => {
    const dialog = await choose("Export to OSS…", ENCRYPTED);
    expect(dialog.getByText(/does not export images with encrypted snapshots/)).toBeTruthy();
    await userEvent.type(dialog.getByLabelText("OSS bucket"), "golden");
    await waitFor(() => expect(dialog.getByRole("button", { name: "Export image" }).getAttribute("aria-disabled")).toBe("true"));
    await userEvent.click(dialog.getByRole("button", { name: "Export image" }));
    expect(await dialog.findByText("This image cannot be exported. The reason stands above.")).toBeTruthy();
  });

  it("stays open with everything in it when the account is locked", async () => {
    backend.image_export_start = () => {
      throw problem("accountLocked", { params: { action: "ecs:ExportImage" } });
    };
    const dialog = await choose("Export to OSS…", STAGING);
    const bucket = dialog.getByLabelText<HTMLInputElement>("OSS bucket");
    await userEvent.type(bucket, "golden");
    await waitFor(() => expect(dialog.getByRole("button", { name: "Export image" }).getAttribute("aria-disabled")).toBeNull());
    await userEvent.click(dialog.getByRole("button", { name: "Export image" }));
    expect((await dialog.findByRole("alert")).textContent).toContain("ecs:ExportImage");
    expect(bucket.value).toBe("golden");
  });

  it("takes images of one region", async () => {
    await showPage(<ImagesPage />);
    for (const id of [GOLDEN, "m-uf6p2l9k4j7h1g5f8d3s"]) await userEvent.click(within(await row(id)).getByRole("checkbox"));
    await userEvent.click(within(await screen.findByRole("toolbar")).getByRole("button", { name: "More actions" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Export to OSS…" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });
});

it("speaks Chinese", async () => {
  await i18next.loadLanguages("zh-CN");
  await i18next.changeLanguage("zh-CN");
  const dialog = await choose("导出到OSS…", GOLDEN);
  expect(dialog.getByText("谁可以做什么")).toBeTruthy();
  await userEvent.click(dialog.getByText("该角色的两个完整策略"));
  await expectAccessible();
});
