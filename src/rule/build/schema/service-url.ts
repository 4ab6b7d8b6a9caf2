import * as z from "zod";

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** An address that texts or records are sent to. */
export const serviceUrl = z
  .string()
  .max(300)
  .superRefine((written, context) => {
    const fault = findFault(written);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  });

function findFault(written: string): string | undefined {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined) return "must be a URL, https://host/path";
  const { protocol, hostname, username, password, search, hash } = url;
  if (username + password !== "")
    return "must hold no name or password: that is what key_file is for";
  if (search + hash !== "" || /[?#]/.test(written)) return "must end with its path";
  if (protocol === "https:") return undefined;
  if (protocol === "http:" && LOOPBACK.test(hostname)) return undefined;
  return "must be https; http only to this machine itself, as in http://127.0.0.1:8000";
}
