// Signing in; afterwards back to where the visitor wanted to go.

import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { api, take } from "../../api/client";
import { sessionQuery } from "../../api/queries";
import { DisplayChoices } from "../../frame/DisplayChoices";
import { useText } from "../../text/useText";
import { ProblemNote } from "../../ui/ProblemNote";
import { usePageTitle } from "../../ui/usePageTitle";
import { Widgets } from "../../ui/Widgets";
import classes from "./SignInPage.module.css";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { t } = useText();
  const { expired } = route.useSearch();
  usePageTitle(t("sign_in.title"));
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <img src="/favicon.svg" alt="" width="48" height="48" />
        <div>
          <h1 className={classes.title}>{t("app.name")}</h1>
          <p className="tq-quiet">{t("sign_in.lead")}</p>
        </div>
        {expired && (
          <p role="status" className={classes.expired}>
            {t("sign_in.expired")}
          </p>
        )}
        <Widgets>
          <SignInForm />
        </Widgets>
      </div>
      <div className={classes.choices}>
        <DisplayChoices />
      </div>
    </main>
  );
}

function SignInForm() {
  const { t } = useText();
  const { signIn, problem, isPending } = useSignIn();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim()) nameInput.current?.focus();
    else if (!password) passwordInput.current?.focus();
    else signIn({ name: name.trim(), password });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          ref={nameInput}
          label={t("sign_in.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tried && !name.trim() && t("sign_in.name_missing")}
          autoComplete="username"
          autoCapitalize="none"
          autoFocus
        />
        <PasswordInput
          ref={passwordInput}
          label={t("sign_in.password")}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={tried && !password && t("sign_in.password_missing")}
          autoComplete="current-password"
        />
        {problem && <ProblemNote error={problem} />}
        <Button type="submit" loading={isPending} fullWidth>
          {t("sign_in.submit")}
        </Button>
      </Stack>
    </form>
  );
}

function useSignIn() {
  const client = useQueryClient();
  const router = useRouter();
  const { to } = route.useSearch();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (body: { name: string; password: string }) =>
      take(api.POST("/api/session", { body })),
    onSuccess: (who) => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, who);
      router.history.push(to ?? "/");
    },
  });
  return { signIn: mutate, problem: error, isPending };
}
