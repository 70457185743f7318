import { useQueryClient } from "@tanstack/react-query";
import { AccountFields } from "../accounts/AccountFields";
import { FormOutcome } from "../accounts/FormOutcome";
import { KeyPromises } from "../accounts/KeyPromises";
import { useAccountForm } from "../accounts/useAccountForm";
import { practiceOpen } from "../backend/bindings/commands";
import { accountsQuery } from "../backend/queries";
import { Button } from "../components/Button";
import { Logo } from "../components/Logo";
import { ProblemNote } from "../components/ProblemNote";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { useCommand } from "../useCommand";
import { PracticeFilm } from "./PracticeFilm";
import { WelcomeSwitches } from "./WelcomeSwitches";
import styles from "./WelcomePage.module.css";

/** The first start: connect an account, or look around without one. */
export default function WelcomePage() {
  const { t } = useTranslation("welcome");
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <WelcomeSwitches />
      </header>
      <main className={styles.middle}>
        <div className={styles.brand}>
          <span className={styles.mark}>
            <Logo size={36} />
          </span>
          <div>
            <h1>Darkroom</h1>
            <p className="muted">{t("tagline")}</p>
          </div>
        </div>
        <div className={styles.doors}>
          <ConnectDoor />
          <PracticeDoor />
        </div>
        <p className={styles.both}>{t("sideBySide")}</p>
      </main>
    </div>
  );
}

function ConnectDoor() {
  const { t } = useTranslation(["accounts", "welcome"]);
  const form = useAccountForm(() => go({ page: "snapshots" }));
  return (
    <section className={styles.door} aria-labelledby="connect-title">
      <h2 id="connect-title">{t("welcome:connect.title")}</h2>
      <p className={styles.lead}>{t("welcome:connect.text")}</p>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          form.save();
        }}
      >
        <div className={styles.columns}>
          <AccountFields form={form} />
          <KeyPromises />
        </div>
        <div className={styles.dock}>
          <div className={styles.outcome}>
            <FormOutcome form={form} />
          </div>
          <div className={styles.foot}>
            <Button variant="primary" size="large" type="submit" aria-disabled={form.busy || undefined}>
              {t(form.saving ? "connecting" : "connect")}
            </Button>
            <Button size="large" aria-disabled={form.busy || undefined} onClick={form.test}>
              {t(form.testing ? "testing" : "test")}
            </Button>
          </div>
        </div>
      </form>
    </section>
  );
}

function PracticeDoor() {
  const { t } = useTranslation("welcome");
  const client = useQueryClient();
  const open = useCommand(practiceOpen, {
    failureIn: "here",
    onDone: async () => {
      await client.invalidateQueries({ queryKey: accountsQuery.queryKey });
      go({ page: "snapshots" });
    },
  });
  return (
    <section className={styles.door} aria-labelledby="practice-title">
      <h2 id="practice-title">{t("practice.title")}</h2>
      <p className={styles.lead}>{t("practice.text")}</p>
      <div className={styles.film}>
        <PracticeFilm />
      </div>
      <div className={styles.scenario}>
        <h3 className={styles.scenarioName}>{t("practice.scenario")}</h3>
        <dl>
          {(["accounts", "time", "keep"] as const).map((fact) => (
            <div key={fact} className={styles.fact}>
              <dt>{t(`facts.${fact}.term`)}</dt>
              <dd>{t(`facts.${fact}.text`)}</dd>
            </div>
          ))}
        </dl>
      </div>
      {open.problem && (
        <div className={styles.outcome}>
          <ProblemNote problem={open.problem} />
        </div>
      )}
      <div className={styles.practiceFoot}>
        <Button size="large" icon="flask" aria-disabled={open.busy || undefined} onClick={() => open.run()}>
          {t(open.busy ? "practice.opening" : "practice.open")}
        </Button>
        <span className="t12 faint">{t("practice.note")}</span>
      </div>
    </section>
  );
}
