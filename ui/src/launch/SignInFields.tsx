import type { SignIn } from "../backend/bindings/types";
import { FieldNote } from "../components/FieldNote";
import { Select } from "../components/Select";
import { useTranslation } from "../i18n/useTranslation";
import { SignInChoice } from "./SignInChoice";
import { useFieldErrors } from "./useFieldErrors";
import type { Launch } from "./useLaunch";
import own from "./DisksStep.module.css";

interface Props {
  launch: Launch;
  like: string | null;
}

/** How one signs in to the new instances. */
export function SignInFields({ launch, like }: Props) {
  const { t } = useTranslation("launch");
  const errorAt = useFieldErrors(launch);
  const { draft, start, change, choices, password, setPassword, fault } = launch;
  const keys = choices.data?.keyPairs ?? [];
  const options = draft.keyPair === "" || keys.includes(draft.keyPair) ? keys : [draft.keyPair, ...keys];
  const keyError = errorAt("keyPair");
  const passwordError = errorAt("password") ?? (fault !== null && password !== "" ? t(`signIn.fault.${fault}`) : undefined);
  const asLike = (field: "keyPair") => (like !== null && start.draft.signIn === "keyPair" && draft[field] === start.draft[field] ? t("as", { name: like }) : null);
  const choose = (signIn: SignIn) => change({ signIn, ...(signIn === "keyPair" && draft.keyPair === "" && { keyPair: options[0] ?? "" }) });
  return (
    <section aria-labelledby="launch-sign-in">
      <h2 id="launch-sign-in">{t("signIn.title")}</h2>
      <SignInChoice
        value={draft.signIn}
        onChoose={choose}
        windows={start.windows}
        keyPair={{
          text: asLike("keyPair") ?? undefined,
          aside: (
            <div className={own.keys}>
              <Select
                size="large"
                label={t("signIn.keyPair")}
                value={draft.keyPair}
                options={draft.keyPair === "" ? [{ value: "", label: t("network.choose") }, ...options.map((key) => ({ value: key, label: key }))] : options.map((key) => ({ value: key, label: key }))}
                invalid={keyError !== undefined}
                onChange={(keyPair) => change({ keyPair })}
              />
            </div>
          ),
          more: keyError !== undefined && <FieldNote id="launch-key-note" error={keyError} />,
        }}
        password={password}
        onPassword={setPassword}
        passwordError={passwordError}
        error={errorAt("signIn")}
      />
    </section>
  );
}
