import { Callout } from "../components/Callout";
import { FieldNote } from "../components/FieldNote";
import { NumberField } from "../components/NumberField";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useTranslation } from "../i18n/useTranslation";
import { useSettingWords } from "../launch/useSettingWords";
import { hasBandwidth } from "./draft";
import { EffectMark } from "./EffectMark";
import type { Change } from "./useChange";
import own from "./Change.module.css";

/** The bandwidth of a public address that belongs to the instance. */
export function BandwidthPart({ change }: { change: Change }) {
  const { t } = useTranslation("change");
  const { start } = change;
  return (
    <section className={own.part} aria-labelledby="change-bandwidth">
      <div className={own.head}>
        <h2 id="change-bandwidth">{t("bandwidth.title")}</h2>
      </div>
      {hasBandwidth(start) ? <Bandwidth change={change} /> : <p className={own.said}>{t(start.hasEip ? "bandwidth.eip" : "bandwidth.none")}</p>}
      <Released change={change} />
    </section>
  );
}

function Bandwidth({ change }: { change: Change }) {
  const { t } = useTranslation("change");
  const format = useFormat();
  const words = useSettingWords();
  const { start, form, draft } = change;
  const { bandwidthOut: now, maxBandwidthOut: max, internetChargeType, instance } = start;
  const address = format.list(instance.publicIps);
  const error = change.errorAt("bandwidthOut");
  return (
    <div className={own.bandwidth}>
      <div>
        <div className={own.label} aria-hidden="true">
          {t("bandwidth.out")}
        </div>
        <NumberField
          label={t("bandwidth.label", { max: format.number(max) })}
          value={form.bandwidthOut}
          min={0}
          max={max}
          bound={t("bandwidth.bound", { max: format.number(max) })}
          format={format.number}
          error={error}
          onChange={(bandwidthOut) => change.change({ bandwidthOut })}
        />
      </div>
      <div>
        <div className={own.label}>{t("bandwidth.charge")}</div>
        <div className={own.value}>{internetChargeType === "" ? "–" : words.value("internetChargeType", internetChargeType)}</div>
      </div>
      <p className={own.beside}>
        {draft.bandwidthOut === null ? t("bandwidth.now", { now: format.number(now), address }) : t("bandwidth.then", { now: format.number(now), then: format.number(draft.bandwidthOut), address })}
      </p>
      {draft.bandwidthOut !== null && (
        <span className={own.beside}>
          <EffectMark change={change} needsStop={false} />
        </span>
      )}
    </div>
  );
}

/** The address is lost for good: said before anything else is asked. */
function Released({ change }: { change: Change }) {
  const { t } = useTranslation("change");
  const format = useFormat();
  const words = useFindingWords();
  if (change.draft.bandwidthOut === 0)
    return (
      <div className={own.note}>
        <Callout tone="bad" alert>
          <b className="medium">{t("bandwidth.lost", { address: format.list(change.start.instance.publicIps) })}</b>
          {t("bandwidth.lostText")}
        </Callout>
      </div>
    );
  return change.warningsAt("bandwidthOut").map((finding) => <FieldNote key={finding.code} id={`change-bandwidth-${finding.code}`} hint={words(finding).text} />);
}
