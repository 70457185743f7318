import type { AccountForm, ChangeDraft, ComparedWith, CopyOrder, DeletionRule, EditOrder, ImageDraft, ImageExportOrder, JournalFilter, KeptDraft, LaunchDraft, PresenceSpec, Recipe, ReplaceDraft, ResourceKey, ShareOrder, SnapshotOrder } from "../backend/bindings/types";
import { keyText } from "../backend/resourceKey";
import "./accountsBackend";
import "./addressBookBackend";
import "./settingsBackend";
import { extendBackend, problem, state } from "./backend";
import { accounts } from "./fixtures/accounts";
import { changeCheckOf, changeStart } from "./fixtures/change";
import { deletionByRule, deletionPlanOf } from "./fixtures/deletion";
import { editFindings, editStartOf } from "./fixtures/imageEdit";
import { checkOf, sourceOf } from "./fixtures/imageSource";
import { jobDetailOf } from "./fixtures/jobDetail";
import { jobs } from "./fixtures/jobs";
import { journalEntryOf, journalLines, journalPageOf, journalValuesOf } from "./fixtures/journal";
import { launchCheckOf, launchChoices, launchPriceOf, launchReviewOf, launchStartOf, launchTypePricesOf } from "./fixtures/launch";
import { fleetProof } from "./fixtures/fleet";
import { presenceOf } from "./fixtures/presence";
import { exportFindings, exportStartOf } from "./fixtures/ossExport";
import { recipe } from "./fixtures/recipe";
import { handoverTexts, recipe as keptRecipe, recipeCheckOf, recipeRunOf, recipes } from "./fixtures/recipes";
import { replaceCheckOf, replaceStartOf } from "./fixtures/replace";
import { checkReportOf, comparisonOf } from "./fixtures/report";
import { snapshotOrderFindings, snapshotOrderStart } from "./fixtures/snapshotOrder";
import { copyFindings, copyStartOf, shareFindings, shareStartOf } from "./fixtures/spread";

const REQUEST_ID = "7B1E5D0A-3C42-5F9A-8E61-2D4C9B7A0F53";

const refused = (code: string, message: string) => ({ provider: { code, message, requestId: REQUEST_ID } });

/** Refuses what the real ones refuse: the key `LTAIunknown`, the secret `wrong`, a name that is taken. */
function verified(form: AccountForm) {
  if (form.accessKeyId.includes("unknown")) {
    throw problem("unknownAccessKeyId", { field: "accessKeyId", ...refused("InvalidAccessKeyId.NotFound", "Specified access key is not found.") });
  }
  if (form.accessKeySecret === "wrong") {
    throw problem("wrongSecret", { field: "accessKeySecret", ...refused("SignatureDoesNotMatch", "Specified signature does not match our calculation.") });
  }
  return { uid: "1934028561177720", arn: "acs:ram::1934028561177720:user/darkroom-ops", identityType: "RAMUser", requestId: REQUEST_ID };
}

/** The drafts that the core keeps, by snapshot. */
export const keptDrafts = new Map<string, KeptDraft>();

const snapshotOf = ({ accountId, regionId, systemSnapshotId }: ImageDraft) => keyText({ accountId, regionId, id: systemSnapshotId });

/** Has the core keep a draft, as a page that was left did. */
export const leaveDraft = (kept: KeptDraft) => keptDrafts.set(snapshotOf(kept.draft), kept);

extendBackend({
  account_test: ({ form }: { form: AccountForm }) => verified(form),
  account_save: ({ form }: { form: AccountForm }) => {
    verified(form);
    if (accounts.some((account) => account.alias === form.alias)) throw problem("aliasTaken", { field: "alias" });
    return { ...accounts[0], id: "new", alias: form.alias, environment: form.environment };
  },
  account_remove: () => undefined,
  image_draft_open: ({ key }: { key: ResourceKey }) => sourceOf(key),
  image_draft_check: ({ draft }: { draft: ImageDraft }) => checkOf(draft),
  image_draft_review: ({ draft }: { draft: ImageDraft }) => ({ ...checkOf(draft), asOf: Date.now() }),
  image_draft_keep: ({ kept }: { kept: KeptDraft }) => void leaveDraft(kept),
  image_draft_kept: ({ key }: { key: ResourceKey }) => keptDrafts.get(keyText(key)) ?? null,
  image_draft_forget: ({ key }: { key: ResourceKey }) => void keptDrafts.delete(keyText(key)),
  image_name_check: ({ name }: { name: string }) => (name.startsWith("taken") ? { state: "taken", imageId: "m-bp1taken0000000000" } : { state: "free" }),
  image_create: () => ({ ...jobs[0], id: 42 }),
  image_copy_open: ({ keys }: { keys: ResourceKey[] }) => copyStartOf(keys),
  image_copy_check: ({ order }: { order: CopyOrder }) => copyFindings(order),
  image_copy_start: () => ({ ...jobs[0], id: 42 }),
  image_presence: ({ spec, from, to }: { spec: PresenceSpec; from: number; to: number }) => presenceOf(spec, from, to),
  image_share_open: ({ keys }: { keys: ResourceKey[] }) => shareStartOf(keys),
  image_share_check: ({ order }: { order: ShareOrder }) => shareFindings(order),
  image_share_start: () => ({ ...jobs[0], id: 42 }),
  image_edit_open: ({ keys }: { keys: ResourceKey[] }) => editStartOf(keys),
  image_edit_check: ({ order }: { order: EditOrder }) => editFindings(order),
  image_edit_start: () => ({ ...jobs[0], id: 42 }),
  image_check_report: ({ key }: { key: ResourceKey }) => checkReportOf(key),
  image_check_export: () => "check.csv",
  image_repair_open: () => undefined,
  image_compare: ({ key, other }: { key: ResourceKey; other: ComparedWith }) => comparisonOf(key, other),
  image_compare_export: () => "compare.csv",
  image_export_open: ({ keys }: { keys: ResourceKey[] }) => exportStartOf(keys),
  image_export_check: ({ order }: { order: ImageExportOrder }) => exportFindings(order),
  image_export_start: () => ({ ...jobs[0], id: 42 }),
  launch_open: ({ key, like }: { key: ResourceKey; like: string | null }) => launchStartOf(key, like),
  launch_choices: () => launchChoices,
  launch_type_prices: ({ types }: { types: string[] }) => launchTypePricesOf(types),
  launch_price: ({ draft }: { draft: LaunchDraft }) => launchPriceOf(draft),
  launch_check: ({ draft }: { draft: LaunchDraft }) => launchCheckOf(draft),
  launch_review: ({ draft }: { draft: LaunchDraft }) => launchReviewOf(draft),
  launch_create: () => ({ ...jobs[0], id: 43 }),
  proof_get: () => fleetProof(),
  instance_power: () => ({ ...jobs[0], id: 42 }),
  proof_start: () => ({ ...jobs[0], id: 42 }),
  snapshot_order_open: () => snapshotOrderStart,
  snapshot_order_check: ({ order }: { order: SnapshotOrder }) => snapshotOrderFindings(order),
  snapshots_create: () => ({ ...jobs[0], id: 42 }),
  change_open: () => changeStart,
  change_check: ({ draft }: { draft: ChangeDraft }) => changeCheckOf(draft),
  change_start: () => ({ ...jobs[0], id: 42 }),
  deletion_open: ({ images, snapshots }: { images: ResourceKey[]; snapshots: ResourceKey[] }) => deletionPlanOf(images, snapshots),
  deletion_by_rule: ({ rule }: { rule: DeletionRule }) => deletionByRule(rule),
  deletion_start: () => ({ ...jobs[0], id: 45 }),
  replace_open: ({ keys, image }: { keys: ResourceKey[]; image: string | null }) => replaceStartOf(keys, image),
  replace_check: ({ draft }: { draft: ReplaceDraft }) => replaceCheckOf(draft),
  replace_start: () => ({ ...jobs[0], id: 42 }),
  recipe_list: () => (state === "empty" ? [] : recipes),
  recipe_of_draft: ({ draft }: { draft: ImageDraft }) => keptRecipe({ id: null, accountId: draft.accountId, copyTo: draft.copyTo, shareWith: draft.shareWith }),
  recipe_check: ({ recipe: given }: { recipe: Recipe }) => recipeCheckOf(given),
  recipe_save: ({ recipe: given }: { recipe: Recipe }) => {
    if (given.id === null && recipes.some(({ name }) => name === given.name)) throw problem("recipeNameTaken", { field: "recipeName" });
    return { ...given, id: given.id ?? 3 };
  },
  recipe_remove: () => undefined,
  recipe_resolve: ({ id }: { id: number }) => recipeRunOf(recipes.find((known) => known.id === id) ?? keptRecipe()),
  recipe_export: () => "recipe-ERP-weekly.json",
  recipe_import: () => keptRecipe({ id: null, name: "From a colleague", accountId: "", accountAlias: "their-prod" }),
  image_handover: () => handoverTexts,
  image_handover_save: () => "erp-db-golden-1123.sh",
  journal_page: ({ filter, before }: { filter: JournalFilter; before: number | null }) => journalPageOf(filter, before, state === "empty" ? [] : journalLines),
  journal_values: () => journalValuesOf(),
  journal_get: ({ id }: { id: number }) => {
    const entry = journalEntryOf(id);
    if (!entry) throw problem("notFound");
    return entry;
  },
  job_get: ({ id }: { id: number }) => {
    if (state === "recipe") return recipe();
    const summary = jobs.find((job) => job.id === id) ?? jobs[0];
    if (!summary || id > 99) throw problem("notFound");
    return jobDetailOf(id === 13 ? { ...summary, id: 13, state: "failed", stepsTotal: 1 } : summary);
  },
});
