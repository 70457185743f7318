import { Callout } from "../components/Callout";
import { Checkbox } from "../components/Checkbox";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import type { Change } from "./useChange";
import own from "./Change.module.css";

const restarts = ({ stops, answer }: Change): boolean => stops > 0 || answer?.needsStop === true;

/** Whether an instance that has to be stopped is started again. */
export function StartAfter({ change }: { change: Change }) {
  const { t } = useTranslation("change");
  if (!restarts(change) && change.draft.instanceType === null) return null;
  return (
    <label className={own.check}>
      <Checkbox checked={change.form.startAfter} onChange={(event) => change.change({ startAfter: event.target.checked })} />
      {t("startAfter")}
    </label>
  );
}

/** What is good to know of these changes. */
export function Notes({ change }: { change: Change }) {
  const { t } = useTranslation("change");
  const format = useFormat();
  const { start, draft } = change;
  const { privateIps, publicIps } = start.instance;
  const grows = draft.disks.some(({ sizeGib }) => sizeGib !== null);
  // A public address that is released is none that stays.
  const addresses = [...(draft.bandwidthOut === 0 ? [] : publicIps), ...privateIps];
  const stays = restarts(change) && addresses.length > 0;
  if (!grows && !stays) return null;
  return (
    <div className={own.notes}>
      {grows && (
        <Callout tone="info">
          <b className="medium">{t("notes.fileSystem")}</b>
          {t("notes.fileSystemText")}
        </Callout>
      )}
      {stays && (
        <Callout tone="info">
          <b className="medium">{t("notes.address", { count: addresses.length })}</b>
          {t("notes.addressText", { count: addresses.length, addresses: format.list(addresses) })}
        </Callout>
      )}
    </div>
  );
}
