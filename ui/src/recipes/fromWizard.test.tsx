import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, expect, it } from "vitest";
import type { ImageDraft, Recipe } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { forgetDraft, newDraft } from "../image/drafts";
import ImagePage from "../image/ImagePage";
import { backend } from "../test/backend";
import { handoverTexts, recipe } from "../test/fixtures/recipes";
import { sourceOf } from "../test/fixtures/imageSource";
import { leaveDraft } from "../test/pagesBackend";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import "./HandoverDialog";
import "./RecipeDialog";

const key = { accountId: "prod-cn", regionId: "cn-hangzhou", id: "s-bp1f3k9x7q2m8d4ahw0z" };
const draft = { ...sourceOf(key).draft, shareWith: ["1645590212037781"] };

beforeAll(() => i18next.loadNamespaces(["recipes", "spread"]), 60_000);

beforeEach(async () => {
  await forgetDraft(key);
  leaveDraft({ ...newDraft(draft), step: "review" });
  await showPage(<ImagePage snapshotKey={key} />);
  await screen.findByRole("heading", { name: "What will happen" });
});

it("saves the choices of the last step as a recipe, and makes no image by that", async () => {
  const saved: Recipe[] = [];
  const asked: ImageDraft[] = [];
  backend.recipe_of_draft = (args: { draft: ImageDraft }) => {
    asked.push(args.draft);
    return recipe({ id: null, shareWith: args.draft.shareWith });
  };
  backend.recipe_save = (args: { recipe: Recipe }) => {
    saved.push(args.recipe);
    return { ...args.recipe, id: 3 };
  };
  backend.image_create = () => {
    throw new Error("no image was asked for");
  };
  await userEvent.click(screen.getByRole("button", { name: "Save as recipe…" }));
  const dialog = await screen.findByRole("dialog", { name: "Save as recipe" });
  expect(asked[0]?.shareWith).toEqual(draft.shareWith);
  const name = within(dialog).getByRole("textbox", { name: "Name of the recipe" });
  await userEvent.clear(name);
  await waitFor(() => expect(noteOf(name)).toBe("Type a name for the recipe."));
  await userEvent.type(name, "Nightly");
  await waitFor(() => expect(noteOf(name)).toBe(""));
  await expectAccessible();
  await userEvent.click(within(dialog).getByRole("button", { name: "Save recipe" }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]).toMatchObject({ id: null, name: "Nightly", shareWith: draft.shareWith });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("hands the plan over that is reviewed", async () => {
  const asked: ImageDraft[] = [];
  backend.image_handover = (args: { draft: ImageDraft }) => {
    asked.push(args.draft);
    return handoverTexts;
  };
  await userEvent.click(screen.getByRole("button", { name: "Hand over…" }));
  const dialog = await screen.findByRole("dialog", { name: `Hand over ${draft.name}` });
  expect(await within(dialog).findByRole("tabpanel")).toBeTruthy();
  expect(asked[0]).toEqual(draft);
});
