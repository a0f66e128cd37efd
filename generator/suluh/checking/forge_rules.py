"""What a forge's answers say of the published branch: one reader for each kind of forge.

Shapes after the REST references of GitHub (`rules`, `branches/protection`, `actions/permissions`), GitLab
(`protected_branches`, `approvals`, `approval_rules`) and Forgejo (`branch_protections`). A field that is not
there is not seen, and what is not seen is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import quote

from suluh.vocabulary.protections import Answers, Guarded, State, as_state, either

CHECKS: Mapping[str, tuple[str, ...]] = {
    "github": ("Findings and difference", "Preview", "Lint and tests"),
    "gitlab": (),
    "forgejo": ("Suluh / check (pull_request)", "Suluh / preview (pull_request)"),
}
"""Names under which our workflows report, by forge; GitLab asks for the pipeline as a whole."""
_CLASSIC = {"enforce_admins", "required_pull_request_reviews", "required_status_checks"}
"""Of what GitHub tells of a branch's older protection; an answer with none of these is another's."""


def list_requests(guarded: Guarded, answers: Answers) -> tuple[str, ...]:
    """The paths to ask, below the API's own address; more once the first are answered (rule sets)."""
    project, branch = guarded.project, quote(guarded.branch, safe="")
    if guarded.forge == "gitlab":
        base = f"projects/{quote(project, safe='')}"
        return (base, f"{base}/protected_branches/{branch}", f"{base}/approvals", f"{base}/approval_rules")
    base = f"repos/{project}"
    if guarded.forge == "forgejo":
        return (f"{base}/branch_protections",)
    actions = f"{base}/actions/permissions"
    pages = f"{base}/environments/github-pages"
    rules = answers.get(f"{base}/rules/branches/{branch}")
    return (
        base,
        f"{base}/rules/branches/{branch}",
        f"{base}/branches/{branch}/protection",
        f"{actions}/workflow",
        f"{actions}/fork-pr-contributor-approval",
        pages,
        f"{pages}/deployment-branch-policies",
        *(f"{base}/rulesets/{rule_set}" for rule_set in _rule_sets(rules)),
    )


def read_protections(guarded: Guarded, answers: Answers) -> Mapping[str, State]:
    """Each protection's state, by its name in `PROTECTIONS`."""
    readers = {"github": _read_github, "gitlab": _read_gitlab, "forgejo": _read_forgejo}
    return readers[guarded.forge](guarded, answers)


def _read_github(guarded: Guarded, answers: Answers) -> Mapping[str, State]:
    base, branch = f"repos/{guarded.project}", quote(guarded.branch, safe="")
    project = _mapping(answers.get(base))
    listed = answers.get(f"{base}/rules/branches/{branch}")
    rules = [entry for entry in listed if isinstance(entry, Mapping)] if isinstance(listed, list) else None
    classic = _mapping(answers.get(f"{base}/branches/{branch}/protection"))
    if classic and not _CLASSIC & set(classic):
        classic = None
    reviews = _below(classic, "required_pull_request_reviews")

    def asks(name: str, classic_name: str) -> bool | None:
        return either(_rule(rules, "pull_request", name), _at(reviews, classic_name))

    return {
        "permintaan": as_state(
            either(_rule(rules, "pull_request"), _is_set(classic, "required_pull_request_reviews"))
        ),
        "persetujuan": as_state(asks("required_approving_review_count", "required_approving_review_count")),
        "pemilik": as_state(asks("require_code_owner_review", "require_code_owner_reviews")),
        "segar": as_state(asks("dismiss_stale_reviews_on_push", "dismiss_stale_reviews")),
        "sendiri": as_state(asks("require_last_push_approval", "require_last_push_approval")),
        "pemeriksaan": as_state(_github_checks(guarded, rules, classic)),
        "mutakhir": as_state(
            either(
                _rule(rules, "required_status_checks", "strict_required_status_checks_policy"),
                _at(_below(classic, "required_status_checks"), "strict"),
            )
        ),
        "riwayat": as_state(_github_history(rules, classic)),
        "pengecualian": as_state(_github_no_bypass(base, rules, classic, answers)),
        "orang_luar": _github_strangers(base, project, answers),
        "hak": as_state(_github_token(_mapping(answers.get(f"{base}/actions/permissions/workflow")))),
        "lingkungan": as_state(_github_environment(base, guarded.branch, answers)),
        "rahasia": as_state(_github_secrets(project)),
    }


def _github_checks(
    guarded: Guarded, rules: Sequence[Mapping[str, Any]] | None, classic: Mapping[str, Any] | None
) -> bool | None:
    """Whether every one of our checks must be green; what either kind of rule asks for counts."""
    found: set[str] = set()
    for rule in rules or ():
        if rule.get("type") == "required_status_checks":
            asked = (_mapping(rule.get("parameters")) or {}).get("required_status_checks")
            found |= {str(entry.get("context")) for entry in _listed(asked) if isinstance(entry, Mapping)}
    below = _below(classic, "required_status_checks")
    for key in ("contexts", "checks"):
        entries = (below or {}).get(key)
        for entry in entries if isinstance(entries, list) else ():
            found.add(str(entry.get("context")) if isinstance(entry, Mapping) else str(entry))
    if found.issuperset(guarded.checks):
        return True
    return None if rules is None or classic is None else False


def _github_history(
    rules: Sequence[Mapping[str, Any]] | None, classic: Mapping[str, Any] | None
) -> bool | None:
    """Whether nobody may rewrite or delete the branch, by its rules or by the older protection."""
    by_rules = None if rules is None else bool(_rule(rules, "non_fast_forward") and _rule(rules, "deletion"))
    if classic is None:
        return either(by_rules, None)
    if not classic:
        return by_rules
    kept = [not _at(_below(classic, name), "enabled") for name in ("allow_force_pushes", "allow_deletions")]
    return either(by_rules, all(kept))


def _github_no_bypass(
    base: str,
    rules: Sequence[Mapping[str, Any]] | None,
    classic: Mapping[str, Any] | None,
    answers: Answers,
) -> bool | None:
    """Whether reviews and checks hold for everybody, by whichever kind of rule asks for them."""
    if rules is None:
        return None
    by_rules = _rule_sets_hold(base, rules, answers)
    reviews = _below(classic, "required_pull_request_reviews") or {}
    let_past = _mapping(reviews.get("bypass_pull_request_allowances")) or {}
    by_classic = _at(_below(classic, "enforce_admins"), "enabled") is True and not any(let_past.values())
    held: list[bool | None] = []
    for kind, name in (
        ("pull_request", "required_pull_request_reviews"),
        ("required_status_checks", "required_status_checks"),
    ):
        asking = [by_rules] if _rule(rules, kind) else []
        asking += [by_classic] if _is_set(classic, name) else []
        held += [either(*asking)] if asking else []
    if not held:
        return by_rules if rules else None if classic is None else by_classic
    return False if False in held else None if None in held else True


def _rule_sets_hold(base: str, rules: Sequence[Mapping[str, Any]], answers: Answers) -> bool | None:
    """Whether no rule set lets anyone past; only administrators are shown who is."""
    found = [_mapping(answers.get(f"{base}/rulesets/{rule_set}")) for rule_set in _rule_sets(rules)]
    if not found or any(entry is None or not isinstance(entry.get("bypass_actors"), list) for entry in found):
        return None
    return not any(entry["bypass_actors"] for entry in found if entry is not None)


def _github_strangers(base: str, project: Mapping[str, Any] | None, answers: Answers) -> State:
    if project is not None and project.get("private") is True:
        return State.NOT_OFFERED
    found = _mapping(answers.get(f"{base}/actions/permissions/fork-pr-contributor-approval"))
    if found is None or "approval_policy" not in found:
        return State.UNKNOWN
    return as_state(found["approval_policy"] == "all_external_contributors")


def _github_token(found: Mapping[str, Any] | None) -> bool | None:
    if found is None or "default_workflow_permissions" not in found:
        return None
    return found["default_workflow_permissions"] == "read" and not found.get(
        "can_approve_pull_request_reviews"
    )


def _github_environment(base: str, branch: str, answers: Answers) -> bool | None:
    """Whether the environment that publishes admits this branch alone."""
    found = _mapping(answers.get(f"{base}/environments/github-pages"))
    if found is None:
        return None
    policy = _mapping(found.get("deployment_branch_policy"))
    if not policy:
        return False
    if policy.get("protected_branches"):
        return True
    listed = _mapping(answers.get(f"{base}/environments/github-pages/deployment-branch-policies"))
    entries = (listed or {}).get("branch_policies")
    if not isinstance(entries, list):
        return None
    return bool(entries) and all(
        isinstance(entry, Mapping) and entry.get("name") == branch for entry in entries
    )


def _github_secrets(project: Mapping[str, Any] | None) -> bool | None:
    found = _mapping((project or {}).get("security_and_analysis"))
    if found is None:
        return None
    wanted = ("secret_scanning", "secret_scanning_push_protection")
    return all((_mapping(found.get(name)) or {}).get("status") == "enabled" for name in wanted)


def _read_gitlab(guarded: Guarded, answers: Answers) -> Mapping[str, State]:
    base = f"projects/{quote(guarded.project, safe='')}"
    project = _mapping(answers.get(base))
    branch = _mapping(answers.get(f"{base}/protected_branches/{quote(guarded.branch, safe='')}"))
    approvals = _mapping(answers.get(f"{base}/approvals"))
    rules = answers.get(f"{base}/approval_rules")
    pushing = (branch or {}).get("push_access_levels")
    nobody = isinstance(pushing, list) and all(
        isinstance(entry, Mapping) and entry.get("access_level") == 0 for entry in pushing
    )
    green = _at(project, "only_allow_merge_if_pipeline_succeeds")
    skipped = (project or {}).get("allow_merge_on_skipped_pipeline")
    linear = None if project is None else project.get("merge_method") in ("ff", "rebase_merge")
    return {
        "permintaan": as_state(None if branch is None else bool(pushing) and nobody),
        "persetujuan": as_state(
            any(_count(rule, "approvals_required") >= 1 for rule in rules if isinstance(rule, Mapping))
            if isinstance(rules, list)
            else None
        ),
        "pemilik": as_state(_at(branch, "code_owner_approval_required")),
        "segar": as_state(_at(approvals, "reset_approvals_on_push")),
        "sendiri": as_state(
            None
            if approvals is None
            else approvals.get("merge_requests_author_approval") is False
            and approvals.get("merge_requests_disable_committers_approval") is True
        ),
        "pemeriksaan": as_state(None if green is None else green and not skipped),
        "mutakhir": as_state(either(_at(project, "merge_pipelines_enabled"), linear)),
        "riwayat": as_state(
            None if branch is None else bool(branch) and branch.get("allow_force_push") is False
        ),
        "pengecualian": State.NOT_OFFERED,
        "orang_luar": as_state(
            _denied(project, "ci_allow_fork_pipelines_to_run_in_parent_project"),
        ),
        "hak": as_state(_denied(project, "ci_push_repository_for_job_token_allowed")),
        "lingkungan": State.NOT_OFFERED,
        "rahasia": as_state(
            either(
                _at(project, "secret_push_protection_enabled"),
                _at(project, "pre_receive_secret_detection_enabled"),
            )
        ),
    }


def _read_forgejo(guarded: Guarded, answers: Answers) -> Mapping[str, State]:
    listed = answers.get(f"repos/{guarded.project}/branch_protections")
    rule: Mapping[str, Any] | None = None
    if listed == {}:
        listed = []
    if isinstance(listed, list):
        rule = next(
            (entry for entry in listed if isinstance(entry, Mapping) and _covers(entry, guarded.branch)), {}
        )
    contexts = (rule or {}).get("status_check_contexts")
    asked = [str(context) for context in contexts] if isinstance(contexts, list) else []
    checked = all(any(fnmatchcase(check, pattern) for pattern in asked) for check in guarded.checks)
    return {
        "permintaan": as_state(None if rule is None else rule.get("enable_push") is False),
        "persetujuan": as_state(_at(rule, "required_approvals")),
        "pemilik": as_state(_at(rule, "block_on_official_review_requests")),
        "segar": as_state(_at(rule, "dismiss_stale_approvals")),
        "sendiri": State.NOT_OFFERED,
        "pemeriksaan": as_state(
            None if rule is None else rule.get("enable_status_check") is True and checked
        ),
        "mutakhir": as_state(_at(rule, "block_on_outdated_branch")),
        "riwayat": as_state(None if rule is None else bool(rule) and not rule.get("enable_force_push")),
        "pengecualian": as_state(_at(rule, "apply_to_admins")),
        "orang_luar": State.NOT_OFFERED,
        "hak": State.NOT_OFFERED,
        "lingkungan": State.NOT_OFFERED,
        "rahasia": State.NOT_OFFERED,
    }


def _covers(rule: Mapping[str, Any], branch: str) -> bool:
    return fnmatchcase(branch, str(rule.get("rule_name") or rule.get("branch_name") or ""))


def _mapping(value: object) -> Mapping[str, Any] | None:
    return value if isinstance(value, Mapping) else None


def _below(value: Mapping[str, Any] | None, key: str) -> Mapping[str, Any] | None:
    """The mapping below a key; {} where the key is not set, None where nothing was seen at all."""
    return None if value is None else _mapping(value.get(key)) or {}


def _at(value: Mapping[str, Any] | None, key: str) -> bool | None:
    """Whether a wish is set (a number counts from 1 on); None where nothing was seen."""
    return None if value is None else bool(value.get(key))


def _denied(value: Mapping[str, Any] | None, key: str) -> bool | None:
    """Whether a permission is withheld; None where it is not among what was seen."""
    return None if value is None or key not in value else value[key] is False


def _is_set(value: Mapping[str, Any] | None, key: str) -> bool | None:
    return None if value is None else isinstance(value.get(key), Mapping)


def _rule(rules: Sequence[Mapping[str, Any]] | None, kind: str, parameter: str = "") -> bool | None:
    """Whether a rule of this type applies, or one that sets the parameter; None where none was seen."""
    if rules is None:
        return None
    of_kind = [rule for rule in rules if rule.get("type") == kind]
    if not parameter:
        return bool(of_kind)
    return any((_mapping(entry.get("parameters")) or {}).get(parameter) for entry in of_kind)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _count(value: Mapping[str, Any], key: str) -> int:
    """A number as a forge gives it; 0 for anything else."""
    number = value.get(key)
    return number if isinstance(number, int) else 0


def _rule_sets(rules: object) -> list[int]:
    """The numbers of the rule sets that apply, in order, each once."""
    found = [entry.get("ruleset_id") for entry in _listed(rules) if isinstance(entry, Mapping)]
    return sorted({number for number in found if isinstance(number, int) and not isinstance(number, bool)})
