import { useSharees, type Sharee } from "../addressBook/useSharees";
import { IconButton } from "../components/IconButton";
import type { Tone } from "../components/Status";
import { useTranslation } from "../i18n/useTranslation";
import { inFours } from "../image/accountIds";
import { ShareeRow } from "./ShareeRow";
import type { ShareState } from "./useShare";
import styles from "./Spread.module.css";

/** FACTS of ModifyImageSharePermission: so many accounts an image. */
export const MOST = 50;

interface Props {
  state: ShareState;
  /** What is wrong with a new account, or to be known of it. */
  at: (field: string, severity?: "error" | "warning") => string | undefined;
  /** After one was taken off the list. */
  onRemoved: () => void;
}

/** The accounts that have the images, each with the way to end that, and those that are to get them. */
export function ShareList({ state, at, onRemoved }: Props) {
  const { t } = useTranslation("spread");
  const sharee = useSharees();
  const { images, shared, sharedByAll, add, remove } = state;
  const count = (accountId: string) => images.filter((source) => source.sharedWith?.includes(accountId)).length;
  if (shared.length + add.length === 0) return null;
  /** Some of the images are shared with it already, and the others are to be. */
  const completes = (accountId: string) => add.includes(accountId) && shared.includes(accountId) && !sharedByAll.includes(accountId) && !remove.includes(accountId);
  const afterwards = images.map(({ sharedWith }) => new Set([...(sharedWith ?? []).filter((id) => !remove.includes(id)), ...add]).size);
  const now = (accountId: string): { tone: Tone; word: string } => {
    if (remove.includes(accountId)) return { tone: "idle", word: t("share.willEnd") };
    if (completes(accountId)) return { tone: "idle", word: t("share.willAll") };
    return { tone: "good", word: images.length > 1 ? t("share.sharedOf", { shared: count(accountId), all: images.length }) : t("share.shared") };
  };
  const isTold = images.every((source) => source.sharedWith !== null);
  const isKnown = ({ account, entry }: Sharee) => account !== undefined || entry !== undefined;
  return (
    <>
      <p className={styles.label}>
        {t("share.now", { count: shared.length })}
        {isTold && <span className="faint">{t("share.of", { count: Math.max(0, ...afterwards), max: MOST })}</span>}
      </p>
      <ul className={styles.shares} aria-label={t("share.accounts")}>
        {shared.map((accountId) => {
          const out = remove.includes(accountId);
          const id = inFours(accountId);
          const isPartial = !out && !sharedByAll.includes(accountId);
          if (completes(accountId)) {
            return (
              <ShareeRow key={accountId} sharee={sharee(accountId)} status={now(accountId)}>
                <button type="button" className="link" aria-label={t("share.leaveOut", { id })} onClick={() => state.setAdd(add.filter((other) => other !== accountId))}>
                  {t("share.undo")}
                </button>
              </ShareeRow>
            );
          }
          return (
            <ShareeRow key={accountId} sharee={sharee(accountId)} out={out} status={now(accountId)}>
              {isPartial && (
                <button type="button" className="link" aria-label={t("share.allOf", { id })} onClick={() => state.setAdd([...add, accountId])}>
                  {t("share.all")}
                </button>
              )}
              <button type="button" className="link" aria-label={t(out ? "share.undoOf" : "share.endOf", { id })} onClick={() => state.toggleRemove(accountId)}>
                {t(out ? "share.undo" : "share.end")}
              </button>
            </ShareeRow>
          );
        })}
        {add.map((accountId, index) => {
          if (completes(accountId)) return null;
          const one = sharee(accountId);
          const error = at(`add.${index}`);
          const status: { tone: Tone; word: string } = isKnown(one) ? { tone: "idle", word: t("share.new") } : { tone: "warning", word: t("share.newUnknown") };
          return (
            <ShareeRow key={`${accountId} ${index}`} sharee={one} status={error === undefined ? status : undefined} error={error} warning={at(`add.${index}`, "warning")}>
              <IconButton
                icon="close"
                size="small"
                label={t("share.leaveOut", { id: inFours(accountId) })}
                {...(error !== undefined && { "aria-invalid": true })}
                onClick={() => {
                  state.setAdd(add.filter((_, other) => other !== index));
                  onRemoved();
                }}
              />
            </ShareeRow>
          );
        })}
      </ul>
    </>
  );
}
