import { useFirstError } from "../accounts/useFirstError";
import { proxySet } from "../backend/bindings/commands";
import type { Proxy } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { ProblemNote } from "../components/ProblemNote";
import { SecretField } from "../components/SecretField";
import { TextField } from "../components/TextField";
import { showToast } from "../components/toasts";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { useCommand } from "../useCommand";
import { Reached } from "./Reached";
import { useKeepNetwork } from "./usePreferences";
import { useProxyForm } from "./useProxyForm";
import styles from "./ProxyFields.module.css";

interface Props {
  proxy: Proxy;
  onSaved: () => void;
}

/** Address, user name and password of an own proxy. */
export function ProxyFields({ proxy, onSaved }: Props) {
  const { t } = useTranslation("settings");
  const words = useProblemWords();
  const keep = useKeepNetwork();
  const form = useProxyForm(proxy, onSaved);
  const fields = useFirstError<HTMLFormElement>(form.refusals);
  const { values, errors, set } = form;
  const forget = useCommand(() => proxySet({ mode: proxy.mode, address: proxy.address, userName: proxy.userName }, null, true), {
    onDone: (next) => {
      keep(next);
      showToast(t("proxy.forgotten"), "", { tone: "good" });
    },
  });
  const error = (field: keyof typeof errors) => errors[field] && words(errors[field]).text;
  const passwordHint = proxy.hasPassword ? (form.another ? "proxy.passwordOther" : "proxy.passwordKept") : "proxy.passwordHint";
  const atField = Object.values(errors).some(Boolean);
  return (
    <form
      ref={fields}
      className={styles.fields}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <div className={styles.wide}>
        <TextField
          label={t("proxy.address")}
          mono
          value={values.address}
          placeholder="http://proxy.example.com:3128"
          onChange={(value) => set("address", value)}
          hint={t("proxy.addressHint")}
          error={error("address")}
        />
      </div>
      <TextField label={t("proxy.userName")} aside={t("proxy.optional")} value={values.userName} onChange={(value) => set("userName", value)} error={error("userName")} />
      <SecretField
        label={t("proxy.password")}
        aside={t("proxy.optional")}
        show={t("proxy.show")}
        hide={t("proxy.hide")}
        value={values.password}
        onChange={(value) => set("password", value)}
        hint={t(passwordHint)}
        error={error("password")}
      />
      {form.problem && (form.problem.provider || !atField) && (
        <div className={styles.wide}>
          <ProblemNote problem={form.problem} titleOnly={atField} />
        </div>
      )}
      <div className={`${styles.wide} ${styles.foot}`}>
        <div className="grow" role="status">
          {form.tested && <Reached test={form.tested} />}
          {form.testing && <span className="muted">{t("connection.testing")}</span>}
        </div>
        {proxy.hasPassword && (
          <Button variant="quiet" aria-disabled={forget.busy || undefined} onClick={() => forget.run()}>
            {t("proxy.forget")}
          </Button>
        )}
        <Button variant="quiet" aria-disabled={form.busy || undefined} onClick={form.test}>
          {t("proxy.testOnly")}
        </Button>
        <Button type="submit" aria-disabled={form.busy || undefined}>
          {t(form.saving ? "proxy.saving" : "proxy.save")}
        </Button>
      </div>
    </form>
  );
}
