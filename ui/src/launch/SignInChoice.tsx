import type { SignIn } from "../backend/bindings/types";
import { ChoiceList, type Choice } from "../components/ChoiceList";
import { FieldNote } from "../components/FieldNote";
import { SecretField } from "../components/SecretField";
import { useTranslation } from "../i18n/useTranslation";
import own from "./DisksStep.module.css";

interface Props {
  value: SignIn;
  onChoose: (signIn: SignIn) => void;
  /** The image is one of Windows, which takes no key pair. */
  windows: boolean;
  /** Which key pair it is, while that is chosen. */
  keyPair: Pick<Choice<SignIn>, "text" | "aside" | "more">;
  password: string;
  onPassword: (password: string) => void;
  passwordError: string | undefined;
  /** What is wrong with the choice itself. */
  error: string | undefined;
}

/** How one signs in. A password is in no draft, in no job, and neither in the key nor in the answer of a query. */
export function SignInChoice({ value, onChoose, windows, keyPair, password, onPassword, passwordError, error }: Props) {
  const { t } = useTranslation("launch");
  const chosen = value === "keyPair";
  return (
    <>
      <ChoiceList<SignIn>
        label={t("signIn.title")}
        value={value}
        onChange={onChoose}
        choices={[
          {
            value: "keyPair",
            label: t("signIn.keyPair"),
            text: chosen ? keyPair.text : undefined,
            disabled: windows && !chosen,
            aside: chosen ? keyPair.aside : t(windows ? "signIn.notWindows" : "signIn.keyPairText"),
            more: keyPair.more,
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
                  onChange={onPassword}
                  error={passwordError}
                  hint={t("signIn.rule")}
                />
              </div>
            ),
          },
          { value: "none", label: t("signIn.none"), aside: t("signIn.noneText") },
        ]}
      />
      <FieldNote id="sign-in-note" error={error} />
    </>
  );
}
