import type { PreferenceChange, Preferences, Proxy, ProxyForm } from "../backend/bindings/types";
import { emit, extendBackend, problem } from "./backend";
import { budgetRows, certificate, preferences, storage } from "./fixtures/settings";

let kept: Preferences = preferences;

/** Gives the made-up core other preferences, and tells of it. */
export function setPreferences(change: Partial<Preferences>): Preferences {
  kept = { ...kept, ...change };
  emit({ kind: "preferences" });
  return kept;
}

function proxyOf(form: ProxyForm, password: string | null, forget: boolean): Proxy {
  const same = form.address === kept.proxy.address && form.userName === kept.proxy.userName;
  const hasPassword = !forget && (password !== null || (same && kept.proxy.hasPassword));
  if (form.mode === "none") return { ...form, hasPassword, effective: null, effectiveFrom: null };
  if (form.mode === "own") return { ...form, hasPassword, effective: form.address, effectiveFrom: null };
  return { ...preferences.proxy, ...form, hasPassword };
}

/** What the real core refuses: an address with a space, the password `wrong`. */
function checked(form: ProxyForm | null, password: string | null): void {
  if (form?.address.includes(" ")) throw problem("malformed", { field: "address" });
  if (password === "wrong") throw problem("proxyPasswordRefused", { field: "password", params: { proxy: form?.address ?? "" } });
}

/** The settings, as the core keeps them. */
extendBackend({
  preferences_get: () => kept,
  preferences_change: ({ change }: { change: PreferenceChange }) => {
    const hidden = change.kind === "hiddenSnapshotNames" ? { hiddenSnapshots: change.value === "" ? 0 : 46 } : {};
    return setPreferences({ [change.kind]: change.value, ...hidden });
  },
  proxy_set: ({ form, password, forgetPassword }: { form: ProxyForm; password: string | null; forgetPassword: boolean }) => {
    if (form.address.includes(" ")) checked(form, null);
    return setPreferences({ proxy: proxyOf(form, password, forgetPassword) });
  },
  connection_test: ({ form, password }: { form: ProxyForm | null; password: string | null }) => {
    checked(form, password);
    const proxy = form ? form.address : kept.proxy.effective;
    return { host: "ecs.cn-hangzhou.aliyuncs.com", milliseconds: 212, proxy, at: Date.now() };
  },
  certificate_choose: () => setPreferences({ certificates: [...kept.certificates, { ...certificate, id: `${kept.certificates.length}`, fileName: "branch-ca.crt" }] }),
  certificate_remove: ({ id }: { id: string }) => setPreferences({ certificates: kept.certificates.filter((one) => one.id !== id) }),
  api_budget: () => budgetRows,
  storage_info: () => storage,
  keyring_test: () => ({ ready: true, problem: null }),
  folder_open: () => undefined,
  cache_clear: () => undefined,
  licences_text: () => ["serde 1.0.228", "MIT OR Apache-2.0", "", "Permission is hereby granted, free of charge, to any person obtaining a copy"].join("\n"),
});
