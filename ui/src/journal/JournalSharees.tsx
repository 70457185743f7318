import { ShareeName } from "../addressBook/ShareeName";
import { useSharees } from "../addressBook/useSharees";
import type { JournalParameter } from "../backend/bindings/types";
import { Field, Parts } from "../details/Field";
import { useTranslation } from "../i18n/useTranslation";
import { inFours } from "../image/accountIds";

/** Whom a request has shared an image with, or no longer, by name. */
export function JournalSharees({ parameters }: { parameters: readonly JournalParameter[] }) {
  const { t } = useTranslation("journal");
  const sharee = useSharees();
  return parameters.map(({ name, value }) => {
    const [, kind] = /^(Add|Remove)Account\.\d+$/.exec(name) ?? [];
    if (!kind) return null;
    return (
      <Field key={name} name={t(kind === "Add" ? "details.sharedWith" : "details.unshared")} copy={value}>
        <Parts>
          <ShareeName sharee={sharee(value)} unknown={t("details.notKnown")} />
          <span className="mono faint">{inFours(value)}</span>
        </Parts>
      </Field>
    );
  });
}
