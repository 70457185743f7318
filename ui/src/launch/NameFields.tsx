import type { HostNames } from "../backend/bindings/types";
import { SelectField } from "../components/SelectField";
import { TextField } from "../components/TextField";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { useFieldErrors } from "./useFieldErrors";
import type { Launch } from "./useLaunch";
import own from "./DisksStep.module.css";

/** A number that is typed, with digits only. */
const digitsOf = (typed: string, most: number) => Number(typed.normalize("NFKC").replace(/\D/g, "").slice(0, most));

/** Names with a number in them, and whether the systems inside get the same. */
export function NameFields({ launch }: { launch: Launch }) {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const error = useFieldErrors(launch);
  const { draft, change, check } = launch;
  const names = check?.names ?? [];
  // The last of many comes after a gap.
  const gap = draft.count > names.length;
  return (
    <section aria-labelledby="launch-names">
      <h2 id="launch-names">{t("names.title")}</h2>
      <div className={own.names}>
        <TextField label={t("names.name")} value={draft.namePrefix} error={error("namePrefix")} onChange={(namePrefix) => change({ namePrefix })} />
        <TextField label={t("names.first")} value={String(draft.nameFirst)} error={error("nameFirst")} onChange={(typed) => change({ nameFirst: digitsOf(typed, 6) })} />
        <TextField label={t("names.digits")} value={String(draft.nameDigits)} error={error("nameDigits")} onChange={(typed) => change({ nameDigits: digitsOf(typed.slice(-1), 1) })} />
      </div>
      <SelectField<HostNames>
        label={t("names.host")}
        value={draft.hostNames}
        options={[
          { value: "sameAsName", label: t("names.hostSame") },
          { value: "byCloud", label: t("names.hostCloud") },
        ]}
        onChange={(hostNames) => change({ hostNames })}
        error={error("hostNames")}
      />
      {names.length > 0 && (
        <>
          <div className={own.label}>
            <span className="medium">{t("names.count", { count: draft.count, number: format.number(draft.count) })}</span>
            <span className="mono faint">{`${draft.namePrefix}[${draft.nameFirst},${draft.nameDigits}]`}</span>
          </div>
          <div className={`${own.list} mono`}>
            {names.map((name, index) => (
              <span key={name}>
                {index > 0 && <span className="faint">{gap && index === names.length - 1 ? "… " : "· "}</span>}
                {name}
              </span>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
