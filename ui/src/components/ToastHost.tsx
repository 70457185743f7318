import { CSPProvider } from "@base-ui/react/csp-provider";
import { Toast } from "@base-ui/react/toast";
import { useEffect } from "react";
import { useTranslation } from "../i18n/useTranslation";
import { Icon } from "./Icon";
import { StatusShape } from "./Status";
import { toasts } from "./toasts";
import styles from "./ToastHost.module.css";

/** The toasts of the window, bottom right over the status bar. */
export function ToastHost() {
  return (
    <CSPProvider disableStyleElements>
    <Toast.Provider toastManager={toasts} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
    </CSPProvider>
  );
}

function Toasts() {
  const { t, i18n } = useTranslation("common");
  const manager = Toast.useToastManager<NonNullable<Parameters<typeof toasts.add>[0]["data"]>>();
  const { close } = manager;
  // Words of the language before would stay: what they tell of stands on its page.
  useEffect(() => {
    const closeAll = () => close();
    i18n.on("languageChanged", closeAll);
    return () => i18n.off("languageChanged", closeAll);
  }, [i18n, close]);
  return manager.toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast} swipeDirection={[]}>
      <Toast.Content className={styles.content}>
        <span className={styles.mark}>
          <StatusShape tone={toast.data?.tone ?? "idle"} />
        </span>
        <div className={styles.words}>
          <Toast.Title className={styles.title} />
          <Toast.Description className={styles.text} />
          {toast.data?.action && (
            <button
              type="button"
              className={styles.action}
              onClick={() => {
                toast.data?.action?.run();
                manager.close(toast.id);
              }}
            >
              {toast.data.action.label}
            </button>
          )}
        </div>
        {/* Base UI hides it from who reads the page until the toast has the focus, and lets the focus go to it all the same. */}
        <Toast.Close className={styles.close} aria-label={t("actions.close")} aria-hidden={false}>
          <Icon name="close" size="small" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
