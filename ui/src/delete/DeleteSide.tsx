import type { DeletionOrder, DeletionPlan } from "../backend/bindings/types";
import { CloudText, visibleText } from "../components/CloudText";
import { ConfirmTyped } from "../components/ConfirmTyped";
import { GuidanceList, type Guidance } from "../components/GuidanceList";
import { StatusShape } from "../components/Status";
import { useOverflow } from "../components/useOverflow";
import { useTranslation } from "../i18n/useTranslation";
import styles from "../components/Wizard.module.css";
import { useFormat } from "../format/useFormat";
import { canGo, countsOf, snapshotsOfImages } from "./chosen";
import own from "./Delete.module.css";

interface Props {
  plan: DeletionPlan;
  order: DeletionOrder;
  /** What is typed in production; `null` elsewhere. */
  confirm: { ask: string; word: string; typed: string; onType: (typed: string) => void; error: string | undefined } | null;
}

/** What breaks, what stays, what nobody has looked for, and what is typed in production. */
export function DeleteSide({ plan, order, confirm }: Props) {
  const { t } = useTranslation("deletion");
  const overflow = useOverflow();
  const breaks = useBreaks(plan);
  const stays = useStays(plan, order);
  return (
    <aside {...overflow} className={styles.side} aria-label={t("side.label")}>
      <h3>{t("side.breaks")}</h3>
      {breaks.length > 0 ? <GuidanceList items={breaks} /> : <p className="t12 muted">{t("side.nothingBreaks")}</p>}
      {stays.length > 0 && (
        <div className={styles.part}>
          <h3>{t("side.stays")}</h3>
          <ul className={own.stays}>
            {stays.map((text) => (
              <li key={text}>
                <StatusShape tone="idle" />
                <CloudText text={text} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={styles.part}>
        <h3>{t("side.unchecked")}</h3>
        <p className="t12 muted">{t(plan.images.length > 0 ? "side.uncheckedImages" : "side.uncheckedSnapshots")}</p>
      </div>
      {confirm && <ConfirmTyped title={t("confirm.title")} ask={confirm.ask} label={confirm.ask} wanted={confirm.word} typed={confirm.typed} onType={confirm.onType} error={confirm.error} />}
    </aside>
  );
}

/** So many instances are named. */
const NAMED = 3;

function useBreaks(plan: DeletionPlan): Guidance[] {
  const { t } = useTranslation("deletion");
  const format = useFormat();
  const going = plan.images.filter(canGo);
  const used = going.reduce((sum, image) => sum + (image.usedByCount ?? 0), 0);
  const names = going.flatMap((image) => image.usedBy.map(({ key, name }) => visibleText(name || key.id)));
  const named = names.slice(0, NAMED);
  const accounts = new Set(going.flatMap((image) => image.sharedWith)).size;
  const newest = going.filter((image) => image.isNewestOfFamily && image.row.family !== "");
  return [
    ...(used > 0
      ? [
          {
            id: "instances",
            icon: "instance" as const,
            title: t("breaks.instances", { count: used }),
            text: used > named.length ? t("breaks.instancesMore", { names: named.join(", "), count: used - named.length }) : t("breaks.instancesText", { names: format.list(named) }),
          },
        ]
      : []),
    ...(accounts > 0 ? [{ id: "accounts", icon: "share" as const, title: t("breaks.accounts", { count: accounts }), text: t("breaks.accountsText") }] : []),
    ...newest.map(({ row, familyCount }) => ({
      id: `family ${row.key.id}`,
      icon: "image" as const,
      title: t("breaks.family", { family: visibleText(row.family) }),
      text: t(familyCount > 1 ? "breaks.familyNewest" : "breaks.familyLast"),
    })),
  ];
}

function useStays(plan: DeletionPlan, order: DeletionOrder): string[] {
  const { t } = useTranslation("deletion");
  const going = plan.images.filter(canGo);
  const copies = going.reduce((sum, image) => sum + image.copies.length, 0);
  const unknown = going.some((image) => !image.copiesComplete);
  const ofImages = snapshotsOfImages(plan);
  const held = ofImages.filter((snapshot) => !canGo(snapshot)).length;
  const chosen = countsOf({ ...order, snapshots: [] }).snapshots;
  const kept = ofImages.length - held - chosen;
  const alone = plan.snapshots.filter(canGo).length - order.snapshots.length;
  const refused = plan.snapshots.filter((snapshot) => !canGo(snapshot)).length;
  return [
    ...(copies > 0 ? [t("stays.copies", { count: copies })] : []),
    ...(unknown ? [t("stays.copiesUnknown")] : []),
    ...(kept + alone > 0 ? [t("stays.unticked", { count: kept + alone })] : []),
    ...(held + refused > 0 ? [t("stays.held", { count: held + refused })] : []),
    ...(plan.images.length > going.length ? [t("stays.images", { count: plan.images.length - going.length })] : []),
  ];
}
