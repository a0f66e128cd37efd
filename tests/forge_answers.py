"""What forges answer of a repository in which every protection is on."""

from __future__ import annotations

from typing import Any

from suluh.checking.forge_rules import CHECKS

GITHUB, GITLAB = "repos/dinas/suluh", "projects/dinas%2Fsuluh"
RULES, SETS = f"{GITHUB}/rules/branches/main", f"{GITHUB}/rulesets/7"
BRANCH = f"{GITHUB}/branches/main/protection"


def github() -> dict[str, Any]:
    """A repository on GitHub with one rule set that asks for everything."""
    checks = [{"context": one, "integration_id": 15368} for one in CHECKS["github"]]
    review = {
        "required_approving_review_count": 1,
        "dismiss_stale_reviews_on_push": True,
        "require_code_owner_review": True,
        "require_last_push_approval": True,
    }
    status = {"strict_required_status_checks_policy": True, "required_status_checks": checks}
    rules = [
        {"type": "pull_request", "ruleset_id": 7, "parameters": review},
        {"type": "required_status_checks", "ruleset_id": 7, "parameters": status},
        {"type": "non_fast_forward", "ruleset_id": 7},
        {"type": "deletion", "ruleset_id": 7},
    ]
    on = {"status": "enabled"}
    return {
        GITHUB: {
            "private": False,
            "security_and_analysis": {"secret_scanning": on, "secret_scanning_push_protection": on},
        },
        f"{GITHUB}/rules/branches/main": rules,
        f"{GITHUB}/branches/main/protection": {},
        f"{GITHUB}/rulesets/7": {"id": 7, "enforcement": "active", "bypass_actors": []},
        f"{GITHUB}/actions/permissions/workflow": {
            "default_workflow_permissions": "read",
            "can_approve_pull_request_reviews": False,
        },
        f"{GITHUB}/actions/permissions/fork-pr-contributor-approval": {
            "approval_policy": "all_external_contributors"
        },
        f"{GITHUB}/environments/github-pages": {
            "deployment_branch_policy": {"protected_branches": False, "custom_branch_policies": True}
        },
        f"{GITHUB}/environments/github-pages/deployment-branch-policies": {
            "branch_policies": [{"name": "main", "type": "branch"}]
        },
    }


def classic_github() -> dict[str, Any]:
    """The same by the older protection of a branch."""
    answers = github()
    answers[f"{GITHUB}/rules/branches/main"] = []
    del answers[f"{GITHUB}/rulesets/7"]
    answers[f"{GITHUB}/branches/main/protection"] = {
        "required_pull_request_reviews": {
            "required_approving_review_count": 2,
            "dismiss_stale_reviews": True,
            "require_code_owner_reviews": True,
            "require_last_push_approval": True,
        },
        "required_status_checks": {"strict": True, "contexts": list(CHECKS["github"])},
        "enforce_admins": {"enabled": True},
        "allow_force_pushes": {"enabled": False},
        "allow_deletions": {"enabled": False},
    }
    return answers


def gitlab() -> dict[str, Any]:
    """A project on GitLab with everything on."""
    return {
        GITLAB: {
            "only_allow_merge_if_pipeline_succeeds": True,
            "allow_merge_on_skipped_pipeline": False,
            "merge_method": "ff",
            "ci_allow_fork_pipelines_to_run_in_parent_project": False,
            "ci_push_repository_for_job_token_allowed": False,
            "secret_push_protection_enabled": True,
        },
        f"{GITLAB}/protected_branches/main": {
            "push_access_levels": [{"access_level": 0}],
            "allow_force_push": False,
            "code_owner_approval_required": True,
        },
        f"{GITLAB}/approvals": {
            "reset_approvals_on_push": True,
            "merge_requests_author_approval": False,
            "merge_requests_disable_committers_approval": True,
        },
        f"{GITLAB}/approval_rules": [{"name": "Walidata", "approvals_required": 1}],
    }


def forgejo() -> dict[str, Any]:
    """A repository on Forgejo with everything on."""
    rule = {
        "rule_name": "main",
        "enable_push": False,
        "required_approvals": 1,
        "dismiss_stale_approvals": True,
        "block_on_official_review_requests": True,
        "block_on_outdated_branch": True,
        "enable_status_check": True,
        "status_check_contexts": ["Suluh / *"],
        "apply_to_admins": True,
    }
    return {f"{GITHUB}/branch_protections": [{"rule_name": "lain"}, rule]}
