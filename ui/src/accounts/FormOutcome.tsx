import { useQuery } from "@tanstack/react-query";
import { keyringQuery } from "../backend/queries";
import { Callout } from "../components/Callout";
import { ProblemNote } from "../components/ProblemNote";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { IdentityPanel } from "./IdentityPanel";
import type { AccountFormState } from "./useAccountForm";

/** What came of the last try, above the buttons; before that, whether the keyring can take a secret at all. */
export function FormOutcome({ form }: { form: AccountFormState }) {
  const { t } = useTranslation("problems");
  const words = useProblemWords();
  const { data: keyring } = useQuery(keyringQuery);
  const { problem, identity, errors } = form;
  if (problem && (problem.provider || !Object.values(errors).some(Boolean))) {
    return <ProblemNote problem={problem} titleOnly={Object.values(errors).some(Boolean)} />;
  }
  if (identity) return <IdentityPanel identity={identity} />;
  if (keyring?.problem) {
    const { title, text } = words({ code: keyring.problem, field: null, params: {}, provider: null });
    return (
      <Callout tone="warning" icon="key">
        <b className="medium">{t("sentence", { title })}</b>
        {text}
      </Callout>
    );
  }
  return null;
}
