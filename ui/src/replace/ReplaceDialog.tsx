import type { Account } from "../backend/bindings/types";
import { useAccountName } from "../components/accountName";
import { visibleText } from "../components/CloudText";
import { ConfirmDialog, type Effect } from "../components/ConfirmDialog";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { isProduction } from "../components/production";
import type { Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { nameOf, systemGib } from "./names";
import type { Replacement } from "./useReplace";

interface Props {
  state: Replacement;
  account: Account | undefined;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Names what is lost before anything is stopped. In production the name is typed, of several instances their number. */
export function ReplaceDialog({ state, account, busy, onConfirm, onClose }: Props) {
  const { t } = useTranslation("replace");
  const accountName = useAccountName();
  const losses = useLosses(state);
  const { instances, draft } = state;
  // As many as are sent, whatever the cloud has listed.
  const count = draft.instanceIds.length;
  const [first] = instances;
  const one = count === 1;
  const id = draft.instanceIds[0] ?? "";
  const name = first ? nameOf(first) : id;
  const zone = (one && first?.row.zoneId) || draft.regionId;
  const typed = one ? { label: t("confirm.typedName"), word: first?.row.name ?? "", id } : { label: t("confirm.typedNumber"), word: String(count) };
  const place = account && account.kind !== "practice" ? t("confirm.place", { account: accountName(account), zone }) : zone;
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={one ? t("confirm.title", { name }) : t("confirm.titleSeveral", { count })}
      badge={account && <EnvironmentBadge account={account} />}
      text={t(one ? "confirm.text" : "confirm.textSeveral", { place })}
      effects={losses}
      typed={isProduction(account) ? typed : undefined}
      button={one ? t("confirm.button") : t("confirm.buttonSeveral", { count })}
      busy={busy}
      onConfirm={onConfirm}
    />
  );
}

/** What is lost, for how long it is out of service, and what stays. */
function useLosses({ instances, draft }: Replacement): Effect[] {
  const { t } = useTranslation("replace");
  const format = useFormat();
  const count = draft.instanceIds.length;
  const [one] = count === 1 ? instances : [];
  const size = format.size(systemGib(instances));
  const having = (code: string) => instances.filter(({ effects }) => effects.some((effect) => effect.code === code && effect.fate === "lost")).length;
  const line = (id: string, tone: Tone, text: string): Effect => ({ id, tone, text });
  const automatic = having("automaticSnapshots");
  const out = draft.startAfter ? "out" : "outStays";
  return [
    line("disk", "bad", one ? t("confirm.disk", { diskId: one.systemDiskId ?? "", size }) : t("confirm.disks", { count, size })),
    ...(automatic > 0 ? [line("automatic", "bad", one ? t("confirm.automatic") : t("confirm.automaticSeveral", { count: automatic }))] : []),
    ...(draft.snapshotBefore ? [] : [line("noSnapshot", "bad", t("confirm.noSnapshot"))]),
    ...(having("keyPair") > 0 ? [line("keyPair", "warning", t("confirm.keyPair"))] : []),
    ...(having("snapshotPolicy") > 0 ? [line("policy", "warning", t("confirm.policy"))] : []),
    ...(draft.signIn === "none" ? [line("noSignIn", "warning", t("confirm.noSignIn"))] : []),
    line("out", "warning", one ? t(`confirm.${out}`) : t(`confirm.${out}Several`, { atOnce: draft.atOnce })),
    ...(draft.snapshotBefore ? [line("snapshot", "good", one ? t("confirm.snapshot", { name: visibleText(draft.snapshotName) }) : t("confirm.snapshotSeveral"))] : []),
    line("stay", "good", t("confirm.stay")),
  ];
}
