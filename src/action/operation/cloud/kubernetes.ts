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
  "--set-file --version --repo --revision --clusterrole --role --serviceaccount --group --verb --resource";

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
      toOperation(name, `${clusterOf(read)}/${object}`),
    );
  },
};

/** Verbs whose next word says what is done. */
const DOUBLE = new Set(["rollout", "set", "config", "auth", "certificate", "top", "adm"]);

function clusterOf(read: ReadArguments): string {
  const elsewhere = ["--kubeconfig", "--server", "-s", "--cluster", "--kube-apiserver"];
  const context = optionValue(read, "--context", "--kube-context");
  return `clusters/${toPart(hasOption(read, ...elsewhere) ? undefined : context)}`;
}

function namespaceOf(read: ReadArguments): string {
  const isAny = hasOption(read, "-A", "--all-namespaces", "--raw");
  return `namespaces/${toPart(isAny ? undefined : optionValue(read, "-n", "--namespace"))}`;
}

/** Verbs that take a pod's name without saying that it is one. */
const OF_PODS = new Set(["exec", "logs", "attach", "cp", "port-forward", "run", "debug"]);

/** `KIND/NAME` of each object, behind its namespace where it lies in one. */
function objectsOf(verb: string, words: readonly string[], read: ReadArguments): string[] {
  const namespace = namespaceOf(read);
  const anything = [`${namespace}/${UNKNOWN}`];
  const isElsewhere = hasOption(read, "-f", "--filename", "-k", "--kustomize", "-R", "--raw");
  const [first, ...names] = words;
  const isUnknown = words.some((word) => word.includes(UNKNOWN));
  if (isElsewhere || first === undefined || isUnknown || UNNAMED.has(verb)) return anything;
  // `kubectl cp namespace/pod:/path .`
  if (verb === "cp") return [`namespaces/${UNKNOWN}/pods/${UNKNOWN}`];
  return pairsOf(verb, first, names)
    .slice(0, MAX_OBJECTS)
    .map(([kind, name]) => toObject(kind, name, namespace));
}

/** Verbs that are about no object, or say it in their own way. */
const UNNAMED = new Set(["config", "auth", "certificate", "adm"]);

/** The kinds and names that the words name. */
function pairsOf(
  verb: string,
  first: string,
  names: readonly string[],
): readonly (readonly [kind: string, name: string | undefined])[] {
  const words = [first, ...names];
  if (words.some((word) => word.includes("/"))) {
    return words.map((word) => {
      const [kind = "", name] = word.split("/");
      return [kind, name];
    });
  }
  if (OF_PODS.has(verb)) return [["pods", first]];
  if (NODE_VERBS.has(verb)) return [["nodes", first]];
  const kinds = first.split(",");
  const named = names.length === 0 ? [undefined] : names;
  return kinds.flatMap((kind) => named.map((name) => [kind, name] as const));
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
  sc: "storageclasses",
  storageclass: "storageclasses",
  ingressclass: "ingressclasses",
  priorityclass: "priorityclasses",
  pc: "priorityclasses",
  csr: "certificatesigningrequests",
  networkpolicy: "networkpolicies",
  netpol: "networkpolicies",
};

function toObject(kind: string, name: string | undefined, namespace: string): string {
  const plain = kind.toLowerCase().split(".")[0] ?? "";
  const plural = fromTable(KINDS, plain, plain.endsWith("s") ? plain : `${plain}s`);
  const object = `${toNamePart(plural)}/${toPart(name)}`;
  return OF_CLUSTER.has(plural) ? object : `${namespace}/${object}`;
}

/** Kinds that lie in no namespace. */
const OF_CLUSTER = new Set(
  (
    "namespaces nodes persistentvolumes clusterroles clusterrolebindings customresourcedefinitions " +
    "storageclasses mutatingwebhookconfigurations validatingwebhookconfigurations priorityclasses " +
    "ingressclasses apiservices certificatesigningrequests runtimeclasses csidrivers csinodes"
  ).split(" "),
);

/** helm: `helm:VERB` on `clusters/CONTEXT/namespaces/NAMESPACE/releases/NAME`. */
export const helm: OperationReader = {
  programs: ["helm"],
  prefix: "helm",
  read: ({ values }) => {
    const read = readArguments(values, { valued: VALUED });
    const [verb, release] = read.operands;
    if (verb === undefined || LOCAL_HELM.has(verb)) return [];
    return [
      toOperation(
        `helm:${toNamePart(verb)}`,
        `${clusterOf(read)}/${namespaceOf(read)}/releases/${toPart(release)}`,
      ),
    ];
  },
};

const LOCAL_HELM = new Set(["help", "version", "completion", "env", "lint", "template", "create"]);
