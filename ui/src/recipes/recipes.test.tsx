import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Finding, FindingCode, HandoverKind, ImageDraft, Recipe } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { currentRoute, go } from "../route";
import { backend, problem } from "../test/backend";
import { jobs } from "../test/fixtures/jobs";
import { recipeRunOf, recipes } from "../test/fixtures/recipes";
import { expectAccessible, noteOf, showPage, valueOf } from "../test/showPage";
import RecipesPage from "./RecipesPage";

beforeAll(() => i18next.loadNamespaces(["recipes", "spread"]), 60_000);

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  go({ page: "recipes" });
});

const row = async (name: string) => (await screen.findByText(name)).closest<HTMLElement>("[role=row]")!;

async function run(name: string) {
  await showPage(<RecipesPage />);
  await userEvent.click(within(await row(name)).getByRole("button", { name: `Run ${name}…` }));
  const dialog = await screen.findByRole("dialog");
  await waitFor(() => expect(within(dialog).queryByText(/^Looking for/)).toBeNull());
  return dialog;
}

async function choose(name: string, item: string) {
  await showPage(<RecipesPage />);
  await userEvent.click(within(await row(name)).getByRole("button", { name: `More for ${name}` }));
  await userEvent.click(await screen.findByRole("menuitem", { name: item }));
}

/** Keeps the images that are asked for. */
function keepDrafts() {
  const sent: { requestId: string; draft: ImageDraft }[] = [];
  backend.image_create = (args: (typeof sent)[number]) => {
    sent.push(args);
    return { ...jobs[0], id: 42 };
  };
  return sent;
}

/** Keeps the recipes that are saved. */
function keepSaved() {
  const sent: { requestId: string; recipe: Recipe }[] = [];
  backend.recipe_save = (args: (typeof sent)[number]) => {
    sent.push(args);
    return { ...args.recipe, id: args.recipe.id ?? 3 };
  };
  return sent;
}

/** Lets the plan of a recipe have an error. */
function findError(field: string, code: FindingCode, params: Finding["params"]) {
  backend.recipe_resolve = () => ({ ...recipeRunOf(recipes[0]!), findings: [{ severity: "error", field, code, params }] });
}

describe("the list", () => {
  it("says in a line what each recipe does", async () => {
    await showPage(<RecipesPage />);
    const erp = await row("ERP weekly");
    expect(erp.textContent).toContain("{instance}-{date} of the newest snapshots of erp-db-01 in cn-hangzhou, copied to 2 regions, and shared with 1 account.");
    expect((await row("Shop nightly")).textContent).toContain("shop-old (not connected)");
    await expectAccessible();
  });

  it("has no recipe in the beginning, and says where they come from", async () => {
    backend.recipe_list = () => [];
    await showPage(<RecipesPage />);
    expect(await screen.findByText("No recipes yet")).toBeTruthy();
    await expectAccessible();
  });

  it("says why it could not be read", async () => {
    backend.recipe_list = () => {
      throw problem("storeFailed", { params: { reason: "damaged", operation: "read" } });
    };
    await showPage(<RecipesPage />);
    expect(await screen.findByText("The recipes could not be read")).toBeTruthy();
  });
});

describe("running", () => {
  it("takes two clicks: what will happen, and doing it", async () => {
    const sent = keepDrafts();
    const dialog = await run("Staging base");
    expect(dialog.textContent).toContain("erp-db-01-base in cn-hangzhou, account staging");
    expect(dialog.textContent).toContain("A newer snapshot was passed over");
    await expectAccessible();
    expect(sent).toEqual([]);
    await userEvent.click(within(dialog).getByRole("button", { name: "Create custom image" }));
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 42 }));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.draft).toMatchObject({ name: "erp-db-01-base", systemSnapshotId: "s-bp1f3k9x7q2m8d4ahw0z" });
  });

  it("wants the name of the image typed in production", async () => {
    const sent = keepDrafts();
    const dialog = await run("ERP weekly");
    expect(dialog.textContent).toContain("eu-central-1 as erp-db-01-20261123-eu-central-1 (encrypted)");
    for (const shown of ["erp-db-01 i-bp1d4e7r0db01x2k9m3q", "s-bp1f3k9x7q2m8d4ahw0z"]) expect(dialog.textContent).toContain(shown);
    const button = within(dialog).getByRole("button", { name: /^Create/ });
    await userEvent.click(button);
    expect(sent).toEqual([]);
    const field = within(dialog).getByRole("textbox", { name: "Type the image name to confirm." });
    expect(document.activeElement).toBe(field);
    await userEvent.type(field, "erp-db-01-20261123");
    await userEvent.click(button);
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.draft.copyTo).toMatchObject([{ regionId: "cn-beijing" }, { regionId: "eu-central-1", encryption: { kmsKeyId: "" } }]);
  });

  it("tells before anything is sent what prevents it, in both languages", async () => {
    const sent = keepDrafts();
    const dialog = await run("Shop nightly");
    expect(dialog.textContent).toContain("The account shop-old is not connected here.");
    expect(within(dialog).queryByRole("button", { name: /^Create/ })).toBeNull();
    expect(sent).toEqual([]);
    await i18next.changeLanguage("zh-CN");
    expect(await within(dialog).findByText(/账号shop-old未接入此处/)).toBeTruthy();
    await expectAccessible();
  });
});

describe("editing", () => {
  it("shows what the names would be, and each mistake at its field", async () => {
    const sent = keepSaved();
    await choose("ERP weekly", "Edit…");
    const dialog = await screen.findByRole("dialog", { name: "Edit recipe" });
    const name = within(dialog).getByRole("textbox", { name: "Name of the recipe" });
    expect(document.activeElement).toBe(name);
    const imageName = within(dialog).getByRole("textbox", { name: "Custom Image Name" });
    await waitFor(() => expect(noteOf(imageName)).toMatch(/Now it would be erp-db-01-20261123\.$/));
    await expectAccessible();
    await userEvent.clear(imageName);
    await waitFor(() => expect(noteOf(imageName)).toBe("Type a name for the image."));
    await userEvent.click(within(dialog).getByRole("button", { name: "Save recipe" }));
    expect(document.activeElement).toBe(imageName);
    expect(sent).toEqual([]);
    await userEvent.type(imageName, "golden");
    await userEvent.click(within(dialog).getByRole("button", { name: "Do not copy to cn-beijing" }));
    await waitFor(() => expect(noteOf(imageName)).toMatch(/golden\.$/));
    await userEvent.click(within(dialog).getByRole("button", { name: "Save recipe" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.recipe).toEqual({ ...recipes[0], imageName: "golden", copyTo: [recipes[0]?.copyTo[1]] });
  });

  it("keeps the field when another recipe has the name", async () => {
    backend.recipe_save = () => {
      throw problem("recipeNameTaken", { field: "recipeName" });
    };
    await choose("ERP weekly", "Edit…");
    const dialog = await screen.findByRole("dialog");
    const name = within(dialog).getByRole("textbox", { name: "Name of the recipe" });
    await waitFor(() => expect(noteOf(within(dialog).getByRole("textbox", { name: "Custom Image Name" }))).toMatch(/Now it would be/));
    await userEvent.click(within(dialog).getByRole("button", { name: "Save recipe" }));
    await waitFor(() => expect(noteOf(name)).toBe("Another recipe has this name. Type another one."));
    expect(valueOf(name)).toBe("ERP weekly");
  });

  it("asks for a KMS key when a copy is encrypted with one", async () => {
    const sent = keepSaved();
    await choose("ERP weekly", "Edit…");
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(within(dialog).getByRole("combobox", { name: "Encryption in cn-beijing" }));
    await userEvent.click(await screen.findByRole("option", { name: "Another KMS key…" }));
    const key = within(dialog).getByRole("textbox", { name: "KMS key ID in cn-beijing" });
    expect(noteOf(key)).toBe("Type the ID of a KMS key of cn-beijing.");
    await userEvent.type(key, "key-1");
    await waitFor(() => expect(within(dialog).getByRole("button", { name: "Save recipe" }).getAttribute("aria-disabled")).toBeNull());
    await userEvent.click(within(dialog).getByRole("button", { name: "Save recipe" }));
    await waitFor(() => expect(sent[0]?.recipe.copyTo[0]).toEqual({ regionId: "cn-beijing", name: "{name}", encryption: { kmsKeyId: "key-1" } }));
  });
});

describe("files", () => {
  it("imports a recipe into the form, where the account is picked", async () => {
    const sent = keepSaved();
    await showPage(<RecipesPage />);
    await userEvent.click(await screen.findByRole("button", { name: "Import…" }));
    const dialog = await screen.findByRole("dialog", { name: "Import recipe" });
    expect(await within(dialog).findByText("No account here is called their-prod. Pick the one to use.")).toBeTruthy();
    await userEvent.click(within(dialog).getByRole("combobox", { name: "Account" }));
    await userEvent.click(await screen.findByRole("option", { name: "staging" }));
    await waitFor(() => expect(within(dialog).queryByText(/their-prod/)).toBeNull());
    await waitFor(() => expect(within(dialog).getByRole("button", { name: "Save recipe" }).getAttribute("aria-disabled")).toBeNull());
    await userEvent.click(within(dialog).getByRole("button", { name: "Save recipe" }));
    await waitFor(() => expect(sent[0]?.recipe).toMatchObject({ id: null, name: "From a colleague", accountId: "staging" }));
  });

  it("exports one, and removes one after asking", async () => {
    const exported: { id: number }[] = [];
    const removed: { id: number }[] = [];
    backend.recipe_export = (args: { id: number }) => {
      exported.push(args);
      return "recipe-ERP-weekly.json";
    };
    backend.recipe_remove = (args: { id: number }) => void removed.push(args);
    await choose("ERP weekly", "Export…");
    await waitFor(() => expect(exported).toMatchObject([{ id: 1 }]));
    await userEvent.click(within(await row("ERP weekly")).getByRole("button", { name: "More for ERP weekly" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Remove…" }));
    const dialog = await screen.findByRole("dialog");
    expect(removed).toEqual([]);
    await userEvent.click(within(dialog).getByRole("button", { name: "Remove recipe" }));
    await waitFor(() => expect(removed).toEqual([{ id: 1 }]));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });
});

describe("handing over", () => {
  it("shows the text of each tool and what it does not do, by the arrow keys, and saves the one in sight", async () => {
    const saved: { kind: HandoverKind }[] = [];
    backend.image_handover_save = (args: { kind: HandoverKind }) => {
      saved.push(args);
      return "erp.tf";
    };
    await choose("ERP weekly", "Hand over…");
    const dialog = await screen.findByRole("dialog", { name: "Hand over erp-db-01-20261123" });
    const tabs = within(dialog).getAllByRole("tab");
    expect(tabs.map((tab) => tab.textContent)).toEqual(["CLI script", "Terraform", "OOS template"]);
    expect(within(dialog).getByRole("tabpanel").textContent).toContain("aliyun ecs CreateImage");
    await expectAccessible();
    tabs[0]?.focus();
    await userEvent.keyboard("{ArrowRight}");
    await waitFor(() => expect(within(dialog).getByRole("tabpanel").textContent).toContain("With other snapshots Terraform deletes the image that it made before."));
    await userEvent.click(within(dialog).getByRole("button", { name: "Save…" }));
    await waitFor(() => expect(saved).toMatchObject([{ kind: "terraform" }]));
    await userEvent.click(within(dialog).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("shows what is to be known above the texts", async () => {
    await choose("ERP weekly", "Hand over…");
    const dialog = await screen.findByRole("dialog", { name: "Hand over erp-db-01-20261123" });
    expect(await within(dialog).findByText("A newer snapshot was passed over")).toBeTruthy();
    expect(await within(dialog).findAllByRole("tab")).toHaveLength(3);
  });

  it("tells of a taken name and shows the texts, since they are for other snapshots later", async () => {
    findError("name", "imageNameTaken", { imageId: "m-1", regionId: "cn-hangzhou" });
    await choose("ERP weekly", "Hand over…");
    expect(await screen.findByText("The name is taken")).toBeTruthy();
    expect(await screen.findAllByRole("tab")).toHaveLength(3);
  });

  it("shows no texts while something else is wrong", async () => {
    findError("copyTo.0.regionId", "regionClosed", { regionId: "cn-shenzhen-finance" });
    await choose("ERP weekly", "Hand over…");
    expect(await screen.findByText(/cannot use cn-shenzhen-finance/)).toBeTruthy();
    expect(screen.queryByRole("tab")).toBeNull();
  });

  it("says why there is nothing to hand over", async () => {
    await choose("Shop nightly", "Hand over…");
    const dialog = await screen.findByRole("dialog");
    expect(await within(dialog).findByText(/shop-old is not connected/)).toBeTruthy();
    await expectAccessible();
  });
});
