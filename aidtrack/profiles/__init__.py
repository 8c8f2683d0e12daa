"""Dated, sourced sets of thresholds and severities: what rules measure against, how gravely.

>>> profile("default").thresholds["minimum_shelf_life"].value
'12mo'
"""

from aidtrack.profiles.baseline import baseline_of, read_baseline
from aidtrack.profiles.profile import Grading, Profile, Threshold, ThresholdValue
from aidtrack.profiles.shipped import DEFAULT, profile, profile_names, read_profile
from aidtrack.profiles.stack import Asked, asked_of, stacked, used

__all__ = [
    "DEFAULT",
    "Asked",
    "Grading",
    "Profile",
    "Threshold",
    "ThresholdValue",
    "asked_of",
    "baseline_of",
    "profile",
    "profile_names",
    "read_baseline",
    "read_profile",
    "stacked",
    "used",
]
