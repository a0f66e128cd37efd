"""Forges as they answer: nothing is told where all is there, and each protection has its own code."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from forge_answers import BRANCH, GITHUB, GITLAB, RULES, SETS, classic_github, forgejo, github, gitlab
from suluh.checking.branch_protections import PROTECTIONS, judge_protections
from suluh.checking.forge_rules import CHECKS, list_requests, read_protections
from suluh.vocabulary.protections import Guarded, State

Change = Callable[[dict[str, Any]], None]


def codes(forge: str, answers: dict[str, Any]) -> list[str]:
    guarded = Guarded(forge, "dinas/suluh", "main", CHECKS[forge])
    return [one.code for one in judge_protections(guarded, read_protections(guarded, answers))]


@pytest.mark.parametrize(
    ("forge", "make"),
    [("github", github), ("github", classic_github), ("gitlab", gitlab), ("forgejo", forgejo)],
    ids=["github", "classic", "gitlab", "forgejo"],
)
def test_nothing_is_told_where_everything_is_there(forge: str, make: Callable[[], dict[str, Any]]) -> None:
    answers = make()
    assert codes(forge, answers) == []
    asked = set(list_requests(Guarded(forge, "dinas/suluh", "main"), answers))
    assert set(answers) <= asked, "what is judged is asked for"


def at(path: str, *keys: str | int, to: Any) -> Change:
    """A change of one entry of an answer."""

    def change(answers: dict[str, Any]) -> None:
        found = answers[path]
        for key in keys[:-1]:
            found = found[key]
        found[keys[-1]] = to

    return change


LAB_BRANCH = f"{GITLAB}/protected_branches/main"
FORGE = f"{GITHUB}/branch_protections"


@pytest.mark.parametrize(
    ("forge", "make", "change", "expected"),
    [
        ("github", github, at(RULES, 0, "parameters", "required_approving_review_count", to=0), ["W014"]),
        ("github", github, at(RULES, 0, "parameters", "require_code_owner_review", to=False), ["W015"]),
        ("github", github, at(RULES, 0, "parameters", "dismiss_stale_reviews_on_push", to=False), ["W016"]),
        ("github", github, at(RULES, 0, "parameters", "require_last_push_approval", to=False), ["W017"]),
        (
            "github",
            github,
            at(RULES, 1, "parameters", "required_status_checks", to=[{"context": "Preview"}]),
            ["W018"],
        ),
        (
            "github",
            github,
            at(RULES, 1, "parameters", "strict_required_status_checks_policy", to=False),
            ["W019"],
        ),
        ("github", github, at(RULES, 2, "type", to="lain"), ["W020"]),
        ("github", github, at(RULES, 3, "type", to="lain"), ["W020"]),
        (
            "github",
            github,
            at(SETS, "bypass_actors", to=[{"actor_id": 5, "bypass_mode": "always"}]),
            ["W021"],
        ),
        (
            "github",
            github,
            at(
                f"{GITHUB}/actions/permissions/fork-pr-contributor-approval",
                "approval_policy",
                to="first_time",
            ),
            ["W022"],
        ),
        (
            "github",
            github,
            at(f"{GITHUB}/actions/permissions/workflow", "default_workflow_permissions", to="write"),
            ["W023"],
        ),
        (
            "github",
            github,
            at(f"{GITHUB}/actions/permissions/workflow", "can_approve_pull_request_reviews", to=True),
            ["W023"],
        ),
        (
            "github",
            github,
            at(f"{GITHUB}/environments/github-pages", "deployment_branch_policy", to=None),
            ["W024"],
        ),
        (
            "github",
            github,
            at(
                f"{GITHUB}/environments/github-pages/deployment-branch-policies",
                "branch_policies",
                to=[{"name": "main"}, {"name": "*"}],
            ),
            ["W024"],
        ),
        (
            "github",
            github,
            at(GITHUB, "security_and_analysis", "secret_scanning", to={"status": "disabled"}),
            ["W025"],
        ),
        ("github", classic_github, at(BRANCH, "enforce_admins", "enabled", to=False), ["W021"]),
        ("github", classic_github, at(BRANCH, "allow_force_pushes", "enabled", to=True), ["W020"]),
        (
            "github",
            classic_github,
            at(BRANCH, "required_pull_request_reviews", "bypass_pull_request_allowances", to={"users": [{}]}),
            ["W021"],
        ),
        ("gitlab", gitlab, at(LAB_BRANCH, "push_access_levels", to=[{"access_level": 40}]), ["W013"]),
        ("gitlab", gitlab, at(LAB_BRANCH, "allow_force_push", to=True), ["W020"]),
        ("gitlab", gitlab, at(LAB_BRANCH, "code_owner_approval_required", to=False), ["W015"]),
        ("gitlab", gitlab, at(f"{GITLAB}/approval_rules", 0, "approvals_required", to=0), ["W014"]),
        ("gitlab", gitlab, at(f"{GITLAB}/approvals", "reset_approvals_on_push", to=False), ["W016"]),
        ("gitlab", gitlab, at(f"{GITLAB}/approvals", "merge_requests_author_approval", to=True), ["W017"]),
        ("gitlab", gitlab, at(GITLAB, "only_allow_merge_if_pipeline_succeeds", to=False), ["W018"]),
        ("gitlab", gitlab, at(GITLAB, "allow_merge_on_skipped_pipeline", to=True), ["W018"]),
        (
            "gitlab",
            gitlab,
            at(GITLAB, "ci_allow_fork_pipelines_to_run_in_parent_project", to=True),
            ["W022"],
        ),
        ("forgejo", forgejo, at(FORGE, 1, "enable_push", to=True), ["W013"]),
        ("forgejo", forgejo, at(FORGE, 1, "required_approvals", to=0), ["W014"]),
        ("forgejo", forgejo, at(FORGE, 1, "status_check_contexts", to=["Suluh / check*"]), ["W018"]),
        ("forgejo", forgejo, at(FORGE, 1, "enable_status_check", to=False), ["W018"]),
        ("forgejo", forgejo, at(FORGE, 1, "apply_to_admins", to=False), ["W021"]),
        ("forgejo", forgejo, at(FORGE, 1, "enable_force_push", to=True), ["W020"]),
    ],
)
def test_each_protection_that_is_gone_has_its_code(
    forge: str, make: Callable[[], dict[str, Any]], change: Change, expected: list[str]
) -> None:
    answers = copy.deepcopy(make())
    change(answers)
    assert codes(forge, answers) == expected


def test_a_repository_without_any_rule_lacks_everything_that_rules_give() -> None:
    answers = github() | {RULES: [], BRANCH: {}}
    assert codes("github", answers) == [f"W0{number}" for number in range(13, 22)]
    assert {"W013", "W018", "W021"} <= set(codes("forgejo", {FORGE: []}))


def test_rules_beside_the_older_protection_do_not_hide_who_passes_it() -> None:
    """Rule sets without exceptions that only keep the history say nothing of reviews asked for elsewhere."""
    kept = [{"type": one, "ruleset_id": 7} for one in ("non_fast_forward", "deletion")]
    answers = github() | {RULES: kept, BRANCH: classic_github()[BRANCH]}
    assert codes("github", answers) == []
    answers[BRANCH] = answers[BRANCH] | {"enforce_admins": {"enabled": False}}
    assert codes("github", answers) == ["W021"]
    assert codes("github", github() | {BRANCH: answers[BRANCH]}) == []


@pytest.mark.parametrize("odd", [1, "1", True, [1], {"a": 1}])
def test_answers_of_any_shape_are_judged(odd: Any) -> None:
    for forge, make in (("github", github), ("gitlab", gitlab), ("forgejo", forgejo)):
        for path, answer in make().items():
            broken: list[Any] = [odd, [{"approvals_required": odd, "type": odd, "ruleset_id": odd}]]
            status = {"type": "required_status_checks", "parameters": {"required_status_checks": odd}}
            broken += [[status], *({**answer, key: odd} for key in answer if isinstance(answer, dict))]
            for one in broken:
                codes(forge, make() | {path: one})


@pytest.mark.parametrize("forge", ["github", "gitlab", "forgejo"])
def test_what_is_not_seen_is_not_there(forge: str) -> None:
    guarded = Guarded(forge, "dinas/suluh", "main", CHECKS[forge])
    states = read_protections(guarded, {})
    assert set(states) == set(PROTECTIONS)
    assert State.PRESENT not in states.values() and State.MISSING not in states.values()
    findings = judge_protections(guarded, states)
    assert findings and {one.code for one in findings} == {"W026"}


@pytest.mark.parametrize("make", [github, classic_github, gitlab, forgejo])
def test_no_answer_of_another_shape_counts_as_a_protection(make: Callable[[], dict[str, Any]]) -> None:
    forge = "github" if "github" in make.__name__ else make.__name__
    guarded = Guarded(forge, "dinas/suluh", "main", CHECKS[forge])
    for path in make():
        for odd in (None, [], {}, "ya", 1, True, [None], [1], {"a": 1}):
            states = read_protections(guarded, dict.fromkeys(make(), odd))
            assert State.PRESENT not in states.values(), (path, odd, states)
            read_protections(guarded, {**make(), path: odd})
