import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReplaceDraft, ReplaceEffect, ReplaceEffectCode, ReplaceFate } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { currentRoute, go } from "../route";
import { backend, problem } from "../test/backend";
import { instances } from "../test/fixtures/instances";
import { jobs } from "../test/fixtures/jobs";
import { replaceCheckOf, replaceStartOf } from "../test/fixtures/replace";
import { renderPart } from "../test/render";
import { expectAccessible, noteOf, showPage, valueOf } from "../test/showPage";
import { inOrder, matching } from "./images";
import ReplacePage from "./ReplacePage";
import { useEffectWords } from "./useEffectWords";
import "./ReplaceDialog";

const APP_01 = "i-bp1c7x2m9k4t6w0q8vzn";
const APP_02 = "i-bp1nxbotcxap5f8h2k7d";
const STARTING = "i-bp1a4k8w2m6t0x5v9qzp";
const SYS = "m-bp1k6w2t8x4m0q5v9zcd";

const of = (ids: string[], imageId: string | null = null) => ({ accountId: "prod-cn", regionId: "cn-hangzhou", instanceIds: ids, imageId });

async function show(ids = [APP_02], imageId: string | null = SYS) {
  go({ page: "replace", ...of(ids, imageId) });
  const shown = await showPage(<ReplacePage {...of(ids, imageId)} />);
  await screen.findByRole("radiogroup", { name: i18next.language === "zh-CN" ? "该地域的镜像" : "Images of the region" });
  await checked();
  return shown;
}

/** Waits until the cloud has been asked about what is shown. */
const checked = () => waitFor(() => expect(screen.queryByText(/Alibaba Cloud is asked|正在向阿里云确认/)).toBeNull());
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const image = (name: string) => screen.getByRole("radio", { name });
const tick = (name: string) => screen.getByRole("checkbox", { name });
const side = () => within(screen.getByRole("complementary", { name: "What will run" }));
const fates = () => screen.getByRole("region", { name: "What is lost, what stays" });
const askToReplace = async () => {
  await checked();
  await press("Replace operating system…");
};

/** Keeps what is sent. */
function keep() {
  const sent: { requestId: string; draft: ReplaceDraft; password: string | null }[] = [];
  backend.replace_start = (args: (typeof sent)[number]) => {
    sent.push(args);
    return { ...jobs[0], id: 42 };
  };
  return sent;
}

beforeEach(() => go({ page: "instances" }));
afterEach(async () => {
  if (i18next.language !== "en-US") await act(() => i18next.changeLanguage("en-US"));
});

describe("replace operating system", () => {
  it("has the proposed image picked, says what is lost and what will run, and sends what is shown", async () => {
    const sent = keep();
    await show();
    expect(image("erp-app-sys-1123")).toHaveProperty("checked", true);
    expect(within(image("erp-app-sys-1123").closest("label")!).getByText("Fits")).toBeTruthy();
    expect(fates().textContent).toContain("System disk d-bp1c4t8m2k7x0v9q3zw0:60\u00a0GiB, and all data on it");
    expect(fates().textContent).toContain("Data disks xvdb and xvdc:");
    expect(side().getByText("Stop erp-app-02")).toBeTruthy();
    expect(side().getByText(/only if its \/etc\/fstab names them/)).toBeTruthy();
    await expectAccessible();
    await askToReplace();
    const dialog = within(await screen.findByRole("dialog", { name: "Replace the operating system of erp-app-02" }));
    expect(dialog.getByText(/d-bp1c4t8m2k7x0v9q3zw0, 60.GiB, is deleted/)).toBeTruthy();
    expect(dialog.getByText(/erp-app-02-before-replacing-20261128 is created first/)).toBeTruthy();
    await expectAccessible();
    const button = dialog.getByRole("button", { name: "Stop and replace system disk" });
    await userEvent.click(button);
    const name = dialog.getByLabelText("Type the instance name to confirm.");
    expect(noteOf(name)).toBe("Type erp-app-02, letter by letter.");
    expect(sent).toHaveLength(0);
    await userEvent.type(name, "erp-app-02");
    await userEvent.click(button);
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.draft).toEqual(replaceStartOf([instances[2]!.key], SYS).draft);
    expect(sent[0]?.password).toBeNull();
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 42 }));
  });

  it("cannot pick what does not fit, and shows the ways out", async () => {
    await show([APP_02], null);
    expect(screen.queryByRole("radio", { name: "erp-app-golden-1123" })).toBeNull();
    await press("Show 2 more");
    expect(screen.queryByRole("radio", { name: "erp-app-next" })).toBeNull();
    expect(screen.getByText("Creating").dataset.tip).toMatch(/cannot be used here \(Creating\)/);
    expect(screen.getByText(/Its system disk snapshot is not known here/)).toBeTruthy();
    await press("Replace operating system…");
    expect(document.activeElement?.textContent).toBe("Pick an image.");
    await press("More for erp-app-golden-1123");
    await userEvent.click(await screen.findByRole("menuitem", { name: "Try as it is" }));
    expect(image("erp-app-golden-1123")).toHaveProperty("checked", true);
    await checked();
    expect(side().getByText(/Alibaba Cloud may refuse to replace/)).toBeTruthy();
    await userEvent.click(image("partner-base-v7"));
    expect(screen.queryByRole("radio", { name: "erp-app-golden-1123" })).toBeNull();
    await press("Make system-only image…");
    expect(currentRoute()).toEqual({ page: "image", key: { accountId: "prod-cn", regionId: "cn-hangzhou", id: "s-bp1g4x7t9k2v5q8n3wdc" } });
  });

  it("does not pick a proposed image that does not fit, and says so", async () => {
    await show([APP_02], "m-bp1g4x7t9k2v5q8n3wdc");
    expect(screen.getByText("erp-app-golden-1123 cannot be picked as it is; its line says why.")).toBeTruthy();
    expect(screen.getAllByRole("radio", { checked: true }).filter((each) => each.closest("[aria-label='Images of the region']"))).toEqual([]);
  });

  it("says at the image what the cloud has found, and goes on with another", async () => {
    await show();
    await userEvent.click(image("erp-arm-base-3"));
    await screen.findByText("Does not run on this type");
    expect(document.getElementById("images-note")?.textContent).toContain("does not run on ecs.g7.xlarge");
    await screen.findByText("1 field to correct");
    await askToReplace();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement?.id).toBe("images-note");
    await userEvent.click(image("erp-app-sys-1123"));
    await waitFor(() => expect(screen.queryByText("1 field to correct")).toBeNull());
  });

  it("says at each field what is wrong with it", async () => {
    await show();
    const size = screen.getByLabelText(/Size of the new system disk/);
    await userEvent.type(size, "abc");
    expect(noteOf(size)).toBe("Type a whole number of GiB, or nothing.");
    await userEvent.clear(size);
    await userEvent.type(size, "40");
    await waitFor(() => expect(noteOf(size)).toContain("Type at least 60 GiB"));
    await userEvent.clear(size);
    const name = screen.getByLabelText("Snapshot name");
    await userEvent.clear(name);
    await waitFor(() => expect(name.getAttribute("aria-invalid")).toBe("true"));
    await userEvent.click(tick("Snapshot of the system disk before"));
    await screen.findByText(/Without a snapshot everything on the system disk is lost/);
    await userEvent.click(image("ci-runner-win2022"));
    await screen.findByText("Windows takes no key pair. Sign in with a password instead.");
    await userEvent.click(tick("Bind key pair erp-ops again"));
    await waitFor(() => expect(screen.queryByText("Windows takes no key pair. Sign in with a password instead.")).toBeNull());
    expect(tick("Bind key pair erp-ops again")).toHaveProperty("disabled", true);
  });

  it("keeps a password in its field only, and sends it once", async () => {
    const sent = keep();
    const asked: string[] = [];
    backend.replace_check = ({ draft }: { draft: ReplaceDraft }) => {
      asked.push(JSON.stringify(draft));
      return replaceCheckOf(draft);
    };
    const { client } = await show();
    await userEvent.click(screen.getByRole("radio", { name: /Custom password/ }));
    await askToReplace();
    const field = screen.getByLabelText("Password");
    expect(noteOf(field)).toBe("Type a password.");
    expect(document.activeElement).toBe(field);
    await userEvent.type(field, "Tr0ub4dor-3");
    await askToReplace();
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("No key pair is bound afterwards")).toBeTruthy();
    await userEvent.type(dialog.getByLabelText("Type the instance name to confirm."), "erp-app-02");
    await userEvent.click(dialog.getByRole("button", { name: "Stop and replace system disk" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.password).toBe("Tr0ub4dor-3");
    expect(JSON.stringify(sent[0]?.draft)).not.toContain("Tr0ub4dor");
    expect(asked.join()).not.toContain("Tr0ub4dor");
    expect(JSON.stringify(client.getQueryCache().getAll().map(({ queryKey, state }) => [queryKey, state.data]))).not.toContain("Tr0ub4dor");
    expect(JSON.stringify(client.getMutationCache().getAll().map(({ state }) => state.variables))).not.toContain("Tr0ub4dor");
  });

  it("keeps the form when it is refused, and sends the same request again", async () => {
    await show();
    const sent: string[] = [];
    backend.replace_start = ({ requestId }: { requestId: string }) => {
      sent.push(requestId);
      throw problem("endpointUnreachable");
    };
    const confirm = async () => {
      await askToReplace();
      const dialog = within(await screen.findByRole("dialog"));
      await userEvent.type(dialog.getByLabelText("Type the instance name to confirm."), "erp-app-02");
      await userEvent.click(dialog.getByRole("button", { name: "Stop and replace system disk" }));
    };
    await userEvent.click(tick("Start the instance afterwards"));
    await confirm();
    await screen.findByRole("alert");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(tick("Start the instance afterwards")).toHaveProperty("checked", false);
    expect(currentRoute().page).toBe("replace");
    await confirm();
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[1]).toBe(sent[0]);
  });

  it("says what has changed in the cloud since it was checked", async () => {
    await show();
    backend.replace_start = () => {
      throw problem("draftInvalid");
    };
    backend.replace_check = ({ draft }: { draft: ReplaceDraft }) => ({ ...replaceCheckOf(draft), findings: [{ severity: "error", field: "instanceIds.0", code: "instanceLocked", params: { reason: "Recycling" } }] });
    await askToReplace();
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.type(dialog.getByLabelText("Type the instance name to confirm."), "erp-app-02");
    await userEvent.click(dialog.getByRole("button", { name: "Stop and replace system disk" }));
    expect((await screen.findByRole("alert")).textContent).toMatch(/^Nothing was stopped/);
    await screen.findByText("The instance is locked (to be released), so its system disk cannot be replaced.");
    await screen.findByText("1 field to correct");
  });

  it("says why the rules could not be asked, and sends nothing then", async () => {
    backend.replace_check = () => {
      throw problem("endpointUnreachable");
    };
    await show();
    await screen.findByText("The rules could not be asked");
    await askToReplace();
    expect(screen.queryByRole("dialog")).toBeNull();
    backend.replace_check = ({ draft }: { draft: ReplaceDraft }) => replaceCheckOf(draft);
    await press("Try again");
    await waitFor(() => expect(screen.queryByText("The rules could not be asked")).toBeNull());
  });
});

describe("several instances", () => {
  it("lists them with what is against each, and has their number typed", async () => {
    const sent = keep();
    await show([APP_01, APP_02, STARTING]);
    const list = within(screen.getByRole("list", { name: "Instances, in this order" }));
    expect(list.getAllByRole("listitem")).toHaveLength(3);
    expect(list.getByText(/The status of the instance is Starting/)).toBeTruthy();
    expect(within(fates()).getAllByRole("group")).toHaveLength(3);
    await expectAccessible();
    await userEvent.click(list.getByRole("button", { name: "Remove erp-web-008" }));
    await checked();
    await userEvent.click(screen.getByRole("button", { name: "One more at the same time" }));
    await checked();
    expect(side().getByText(/2 at a time/)).toBeTruthy();
    expect(side().getByText(/before-replacing-20261128-i-…\. Without it/)).toBeTruthy();
    await askToReplace();
    const dialog = within(await screen.findByRole("dialog", { name: "Replace the operating system of 2 instances" }));
    expect(dialog.getByText(/2 system disks, 120.GiB together, are deleted/)).toBeTruthy();
    expect(dialog.getByText(/2 at a time; the first failure stops the rest/)).toBeTruthy();
    await userEvent.type(dialog.getByLabelText("Type the number of instances to confirm."), "2");
    await userEvent.click(dialog.getByRole("button", { name: "Stop and replace 2 system disks" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.draft).toMatchObject({ instanceIds: [APP_01, APP_02], atOnce: 2 });
  });
});

describe("the list of images", () => {
  const { images } = replaceStartOf([], null);
  it("is searched by name, id, family and system, and narrowed to a source", () => {
    const names = (search: string, source: "all" | "self" | "shared" = "all") => matching(images, search, source).map(({ row }) => row.name);
    expect(names("windows")).toEqual(["ci-runner-win2022"]);
    expect(names("ERP arm64")).toEqual(["erp-arm-base-3"]);
    expect(names("", "shared")).toEqual(["partner-base-v7", "partner-secret-v1", "partner-data-v2"]);
    expect(names("m-bp1k6w2t8x4m0q5v9zcd")).toEqual(["erp-app-sys-1123"]);
  });
  it("begins with the proposed one and ends with what cannot be picked", () => {
    const names = inOrder(images, "m-bp1g4x7t9k2v5q8n3wdc").map(({ row }) => row.name);
    expect(names[0]).toBe("erp-app-golden-1123");
    expect(names.slice(-2)).toEqual(["partner-data-v2", "erp-app-next"]);
  });
});

const CODES: readonly ReplaceEffectCode[] = ["systemDisk", "automaticSnapshots", "manualSnapshots", "snapshotPolicy", "keyPair", "dataDisks", "addresses", "identity", "mounts", "userData"];
const FATES: readonly ReplaceFate[] = ["lost", "setAgain", "stays", "look"];

describe.each(["en-US", "zh-CN"])("words in %s", (language) => {
  it("tell what becomes of everything, whatever that is", async () => {
    await act(() => i18next.changeLanguage(language));
    const effects = CODES.flatMap((code) => FATES.map((fate): ReplaceEffect => ({ code, fate, params: { diskId: "d-1", sizeGib: "60", policyId: "sp-1", keyPair: "ops", count: "2", devices: "/dev/xvdb", addresses: "10.0.0.1" } })));
    function All() {
      const words = useEffectWords();
      return effects.map((effect) => <p key={`${effect.code} ${effect.fate}`}>{`${words(effect).name} | ${words(effect).text}`}</p>);
    }
    const { container } = renderPart(<All />);
    const said = [...container.querySelectorAll("p")].map((each) => each.textContent);
    expect(said).toHaveLength(CODES.length * FATES.length);
    for (const each of said) expect(each).toMatch(/^[^|{}]+ \| [^|{}]+$/);
    expect(said.join()).not.toMatch(/effect\.|fate\./);
    if (language === "zh-CN") expect(said.filter((each) => !/[\u4e00-\u9fff]/.test(each))).toEqual([]);
  });

  it("fill the page, and hidden characters in names are seen", async () => {
    await act(() => i18next.changeLanguage(language));
    backend.replace_open = () => {
      const start = replaceStartOf([instances[2]!.key], null);
      const image = start.images[0]!;
      return { ...start, images: [{ ...image, row: { ...image.row, name: "<b>x</b>\u202egnp" } }] };
    };
    await show();
    expect(document.querySelector("label b")?.textContent).not.toBe("x");
    expect(screen.getByText("U+202E")).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/\{\{|\b(image|options|side|foot|confirm)\.[a-z]/);
    await expectAccessible();
  });
});

it("keeps the values of a form", async () => {
  await show();
  expect(valueOf(screen.getByLabelText("Snapshot name"))).toBe("erp-app-02-before-replacing-20261128");
});

describe("the encryption of the new system disk", () => {
  it("is asked for as before, is said to be lost without, and takes a key where the image needs one", async () => {
    await show();
    expect(fates().textContent).toContain("Encryption:asked for again; key 0b3d7c1a-erp");
    await userEvent.click(tick("Encrypt the new disk like the old one"));
    await checked();
    expect(fates().textContent).toContain("Encryption:the new disk is encrypted only if the image is");
    expect(screen.queryByLabelText("KMS key of the new system disk")).toBeNull();
    await userEvent.click(image("partner-secret-v1"));
    await checked();
    const key = await screen.findByLabelText("KMS key of the new system disk");
    await waitFor(() => expect(noteOf(key)).toBe("The image is encrypted and belongs to another account: a key of your own is needed."));
    await expectAccessible();
    await userEvent.type(key, "our-key");
    await checked();
    expect(noteOf(key)).toBe("Empty: the key of the old disk, where it is encrypted.");
  });
});
