import { fromTable } from "../from-table.ts";
import { UNKNOWN } from "../../../model/invocation.ts";
import { hasOption, optionValue, type ReadArguments, readArguments } from "../arguments.ts";
import { type OperationReader, toOperation } from "../operation.ts";
import { toNamePart, toPart } from "../resource-part.ts";

const VALUED =
  "-n --namespace --context --cluster --kubeconfig --user --as --as-group -s --server --token -l " +
  "--selector -f --filename -k --kustomize -o --output -c --container --field-selector --replicas " +
  "--image --type -p --patch --patch-file --tail --since --timeout --grace-period --port --target-port " +
  "--from-literal --from-file --request-timeout --sort-by -v --kube-context --values --set --set-string " +
  "--set-file --version --repo --revision";

/** kubectl: `kubectl:VERB` on `clusters/CONTEXT/namespaces/NAMESPACE/pods/NAME`. */
export const kubectl: OperationReader = {
  programs: ["kubectl", "oc"],
  prefix: "kubectl",
  read: ({ values }) => {
    // What stands behind `--` is a command of the pod's.
    const end = values.indexOf("--");
    const read = readArguments(end < 0 ? values : values.slice(0, end), { valued: VALUED });
    const [verb, ...rest] = read.operands;
    if (verb === undefined || verb === "help" || verb === "version" || verb === "completion")
      return [];
    const isDouble = DOUBLE.has(verb);
    const [second = "", ...others] = rest;
    const name = `kubectl:${toNamePart(verb)}${isDouble ? `-${toNamePart(second)}` : ""}`;
    return objectsOf(verb, isDouble ? others : rest, read).map((object) =>
      toOperation(name, `${namespaceOf(read)}/${object}`),
    );
  },
};

/** Verbs whose next word says what is done. */
const DOUBLE = new Set(["rollout", "set", "config", "auth", "certificate", "create", "top", "adm"]);

function namespaceOf(read: ReadArguments): string {
  const all = hasOption(read, "-A", "--all-namespaces");
  const context = optionValue(read, "--context", "--kube-context", "--cluster");
  const namespace = all ? undefined : optionValue(read, "-n", "--namespace");
  return `clusters/${toPart(context)}/namespaces/${toPart(namespace)}`;
}

/** Verbs that take a pod's name without saying that it is one. */
const OF_PODS = new Set(["exec", "logs", "attach", "cp", "port-forward", "run", "debug"]);

function objectsOf(verb: string, words: readonly string[], read: ReadArguments): string[] {
  const isElsewhere = hasOption(read, "-f", "--filename", "-k", "--kustomize", "-R");
  const [first, ...names] = words;
  if (isElsewhere || first === undefined || words.some((word) => word.includes(UNKNOWN)))
    return [UNKNOWN];
  if (words.some((word) => word.includes("/"))) {
    return words.slice(0, MAX_OBJECTS).map((word) => {
      const [kind = "", name] = word.split("/");
      return toObject(kind, name);
    });
  }
  if (OF_PODS.has(verb)) return [toObject("pods", first)];
  if (NODE_VERBS.has(verb)) return [toObject("nodes", first)];
  const kinds = first.split(",");
  return kinds
    .flatMap((kind) =>
      names.length === 0 ? [toObject(kind, undefined)] : names.map((name) => toObject(kind, name)),
    )
    .slice(0, MAX_OBJECTS);
}

const NODE_VERBS = new Set(["drain", "cordon", "uncordon", "taint"]);
const MAX_OBJECTS = 64;

const KINDS: Readonly<Partial<Record<string, string>>> = {
  po: "pods",
  deploy: "deployments",
  svc: "services",
  ns: "namespaces",
  no: "nodes",
  cm: "configmaps",
  sts: "statefulsets",
  ds: "daemonsets",
  rs: "replicasets",
  ing: "ingresses",
  pv: "persistentvolumes",
  pvc: "persistentvolumeclaims",
  sa: "serviceaccounts",
  cj: "cronjobs",
  ingress: "ingresses",
  hpa: "horizontalpodautoscalers",
  crd: "customresourcedefinitions",
};

function toObject(kind: string, name: string | undefined): string {
  const plain = kind.toLowerCase().split(".")[0] ?? "";
  const plural = fromTable(KINDS, plain, plain.endsWith("s") ? plain : `${plain}s`);
  return `${toNamePart(plural)}/${toPart(name)}`;
}

/** helm: `helm:VERB` on `clusters/CONTEXT/namespaces/NAMESPACE/releases/NAME`. */
export const helm: OperationReader = {
  programs: ["helm"],
  prefix: "helm",
  read: ({ values }) => {
    const read = readArguments(values, { valued: VALUED });
    const [verb, release] = read.operands;
    if (verb === undefined || LOCAL_HELM.has(verb)) return [];
    return [
      toOperation(`helm:${toNamePart(verb)}`, `${namespaceOf(read)}/releases/${toPart(release)}`),
    ];
  },
};

const LOCAL_HELM = new Set(["help", "version", "completion", "env", "lint", "template", "create"]);
