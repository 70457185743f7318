import { useTranslation } from "react-i18next";
import type { SignIn } from "../backend/bindings/types";
import { ChoiceList } from "../components/ChoiceList";
import { FieldNote } from "../components/FieldNote";
import { SecretField } from "../components/SecretField";
import { Select } from "../components/Select";
import { useFieldErrors } from "./useFieldErrors";
import type { Launch } from "./useLaunch";
import own from "./DisksStep.module.css";

interface Props {
  launch: Launch;
  like: string | null;
}

/** How one signs in. A password stays in its field: it is in no draft, no job and no query. */
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
      <ChoiceList<SignIn>
        label={t("signIn.title")}
        value={draft.signIn}
        onChange={choose}
        choices={[
          {
            value: "keyPair",
            label: t("signIn.keyPair"),
            text: draft.signIn === "keyPair" ? (asLike("keyPair") ?? undefined) : undefined,
            disabled: start.windows && draft.signIn !== "keyPair",
            aside:
              draft.signIn === "keyPair" ? (
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
              ) : (
                t(start.windows ? "signIn.notWindows" : "signIn.keyPairText")
              ),
            more: keyError !== undefined && <FieldNote id="launch-key-note" error={keyError} />,
          },
          { value: "imagePassword", label: t("signIn.imagePassword"), aside: t("signIn.imagePasswordText") },
          {
            value: "password",
            label: t("signIn.password"),
            aside: t("signIn.passwordText"),
            more: (
              <div className={own.password}>
                <SecretField
                  label={t("signIn.passwordLabel")}
                  show={t("signIn.show")}
                  hide={t("signIn.hide")}
                  value={password}
                  onChange={setPassword}
                  error={passwordError}
                  hint={t("signIn.rule")}
                />
              </div>
            ),
          },
          { value: "none", label: t("signIn.none"), aside: t("signIn.noneText") },
        ]}
      />
      <FieldNote id="launch-sign-in-note" error={errorAt("signIn")} />
    </section>
  );
}
