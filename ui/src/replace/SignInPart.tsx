import { visibleText } from "../components/CloudText";
import { TextField } from "../components/TextField";
import { useTranslation } from "../i18n/useTranslation";
import { SignInChoice } from "../launch/SignInChoice";
import type { Replacement } from "./useReplace";
import own from "./Replace.module.css";

/** How one signs in to the new system, and how large its disk is. */
export function SignInPart({ state }: { state: Replacement }) {
  const { t } = useTranslation("replace");
  const { t: launch } = useTranslation("launch");
  const { draft, instances, windows, change, password, setPassword, fault, size, setSize, sizeWrong, errorAt } = state;
  const bound = [...new Set(instances.map(({ keyPair }) => keyPair))];
  const [only] = bound;
  const now = bound.length === 1 && only ? t("signIn.own", { keyPair: visibleText(only) }) : bound.some(Boolean) ? t("signIn.ownEach") : undefined;
  return (
    <div className={`${own.part} ${own.two}`}>
      <section aria-labelledby="sign-in-title">
        <h2 id="sign-in-title">{launch("signIn.title")}</h2>
        <SignInChoice
          value={draft.signIn}
          onChoose={(signIn) => change({ signIn })}
          windows={windows}
          keyPair={{
            text: draft.keyPair === "" ? now : undefined,
            more: (
              <div className={own.key}>
                <TextField label={t("signIn.other")} aside={t("options.optional")} value={draft.keyPair} error={errorAt("keyPair")} hint={t("signIn.otherHint")} onChange={(keyPair) => change({ keyPair })} />
              </div>
            ),
          }}
          password={password}
          onPassword={setPassword}
          passwordError={errorAt("password") ?? (fault === null ? undefined : launch(`signIn.fault.${fault}`))}
          error={errorAt("signIn")}
        />
      </section>
      <section aria-labelledby="size-title">
        <h2 id="size-title">{t("options.disk")}</h2>
        <TextField label={t("options.size")} aside={t("options.optional")} value={size} error={sizeWrong ? t("options.notANumber") : errorAt("systemSizeGib")} hint={t("options.sizeHint")} onChange={setSize} />
      </section>
    </div>
  );
}
