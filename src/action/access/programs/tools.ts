import type { ProgramTable } from "../programs.ts";

/**
 * Programs that are handed keys and environments by option. Where operands are opened by nobody, an
 * option that is not named here is not either.
 */
export const TOOLS: ProgramTable = [
  [
    "openssl",
    {
      operands: "none",
      style: "words",
      values: { read: "-in -kfile", write: "-out" },
      variant: "verb",
    },
  ],
  [
    "openssl x509|openssl req|openssl verify|openssl crl|openssl s_client|openssl s_server",
    { operands: "none", values: { none: "-in" } },
  ],
  ["mkcert|keytool|jarsigner", { operands: "none", style: "words" }],
  [
    "docker|podman|nerdctl|docker-compose|podman-compose",
    {
      operands: "none",
      values: {
        none: "-e --env -p -w -u -h -l --env-file",
        mount: "-v --volume --mount",
        mention: "-f --file --secret",
        write: "-o --output",
      },
      variant: "verb",
    },
  ],
  [
    "kubectl|oc|helm|k9s|kustomize|flux|istioctl|argocd",
    {
      operands: "none",
      values: { none: "-n -c -l -o --output --kubeconfig", mention: "-f --filename --values" },
      variant: "verb",
    },
  ],
  [
    "ansible|ansible-playbook",
    { operands: "mention", values: { none: "--private-key --key-file" } },
  ],
  ["dotenv|dotenvx", { operands: "none", values: { none: "-e", mention: "-f --file" } }],
  ["env-cmd", { operands: "none", values: { none: "-e -f --file --environments" } }],
  ["direnv", { operands: "none" }],
  ["make|gmake", { operands: "mention", values: { place: "-C --directory" } }],
  ["http-server|serve", { operands: "mention", values: { none: "-C -K" } }],
];
